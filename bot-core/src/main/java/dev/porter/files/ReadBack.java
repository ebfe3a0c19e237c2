package dev.porter.files;

import dev.porter.account.Accounts;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.durable.Durable;
import dev.porter.nas.NasException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads stored versions back from the NAS and compares them. What turns out to be missing or
/// changed is reported to its owner and to the administrators, once; nothing is repaired silently.
public class ReadBack {
    private static final Logger log = LoggerFactory.getLogger(ReadBack.class);
    private static final int LONGEST_NAME = 60;

    private final Catalogue catalogue;
    private final Accounts accounts;
    private final Administrators administrators;
    private final Owners owners;
    private final StoredBytes bytes;
    private final Durable durable;

    ReadBack(
            Catalogue catalogue,
            Accounts accounts,
            Administrators administrators,
            Owners owners,
            StoredBytes bytes,
            Durable durable) {
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.administrators = administrators;
        this.owners = owners;
        this.bytes = bytes;
        this.durable = durable;
    }

    /// Reads versions back and keeps in mind what it found.
    ///
    /// @param afterEach called after each that was read
    /// @return those that are damaged
    /// @throws NasException when the NAS cannot be asked; what was found before is kept
    public List<FileVersion> damaged(List<FileVersion> versions, Runnable afterEach) {
        var found = new LinkedHashMap<FileVersion, Boolean>();
        try {
            for (var version : versions) {
                found.put(version, bytes.intact(version));
                afterEach.run();
            }
        } finally {
            durable.commit(() -> found.forEach(this::keep));
        }
        var damaged = new ArrayList<FileVersion>();
        found.forEach((version, intact) -> {
            if (!intact) {
                damaged.add(version);
            }
        });
        return damaged;
    }

    /// A version turned out to be missing or changed. It belongs to the caller's transaction.
    public void damaged(FileVersion version) {
        keep(version, false);
    }

    private void keep(FileVersion version, boolean intact) {
        if (!catalogue.read(version, intact)) {
            return;
        }
        var file = catalogue.find(version.accountId, version.fileId()).orElseThrow();
        if (intact) {
            log.info("Version {} is whole again.", version.id());
        } else {
            log.error("Version {} of {} is missing or changed.", version.id(), version.home);
        }
        owners.tell(
                accounts.find(version.accountId).orElseThrow(),
                "damaged:" + version.id() + ":owner",
                intact ? whole(file) : damaged(file));
        administrators.tellInPrivate(
                "damaged:" + version.id(),
                intact
                        ? Message.of("✅ A file of %s is whole again.".formatted(version.home))
                        : forAdministrators(version));
    }

    private static String shown(StoredFile file) {
        return Texts.line(file.name(), LONGEST_NAME);
    }

    private static Message damaged(StoredFile file) {
        return Message.titled(
                "⚠ One of your files is not safe",
                ("I have read %s back from the NAS, and it is missing there or not what you sent. If you"
                                + " still have the original, keep it and send it to me once more. I have"
                                + " told the administrator, who may find it in a snapshot.")
                        .formatted(shown(file)));
    }

    private static Message whole(StoredFile file) {
        return Message.of("✅ %s is whole again on the NAS.".formatted(shown(file)));
    }

    private static Message forAdministrators(FileVersion version) {
        return Message.titled(
                "⚠ A stored file is damaged",
                ("A file of %s is missing on the NAS or differs from what was stored. Look for it in a"
                                + " snapshot of the NAS; where it was stands in the folder"
                                + " .porter/catalogue of that home, as version %d. Its owner knows.")
                        .formatted(version.home, version.id()));
    }
}
