package dev.porter.files;

import static dev.porter.language.Language.tr;

import dev.porter.account.Accounts;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.durable.Durable;
import dev.porter.nas.NasException;
import dev.porter.schedule.Stopping;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads stored versions back from the NAS and compares them. What turns out to be missing or
/// changed is reported to its owner and to the administrators, once; nothing is repaired silently.
public class ReadBack {
    private static final Logger log = LoggerFactory.getLogger(ReadBack.class);
    private static final int LONGEST_NAME = 60;
    private static final int MOST_ONE_BY_ONE = 3;
    private static final int MOST_NAMED = 10;

    private final Catalogue catalogue;
    private final Checks checks;
    private final Accounts accounts;
    private final Administrators administrators;
    private final Owners owners;
    private final StoredBytes bytes;
    private final Durable durable;
    private final Stopping stopping;
    private final Clock clock;

    ReadBack(
            Catalogue catalogue,
            Checks checks,
            Accounts accounts,
            Administrators administrators,
            Owners owners,
            StoredBytes bytes,
            Durable durable,
            Stopping stopping,
            Clock clock) {
        this.catalogue = catalogue;
        this.checks = checks;
        this.accounts = accounts;
        this.administrators = administrators;
        this.owners = owners;
        this.bytes = bytes;
        this.durable = durable;
        this.stopping = stopping;
        this.clock = clock;
    }

    /// Reads versions back and keeps in mind what it found.
    ///
    /// @param afterEach called after each that was read
    /// @return those that are damaged
    /// @throws NasException when the NAS cannot be asked; what was found before is kept
    /// @throws CancellationException when Porter is being stopped; likewise
    public List<FileVersion> damaged(List<FileVersion> versions, Runnable afterEach) {
        var found = new LinkedHashMap<FileVersion, Reading>();
        try {
            for (var version : versions) {
                var began = clock.instant();
                var intact = bytes.intact(version);
                if (stopping.begun()) { // who is interrupted in reading knows nothing
                    throw new CancellationException("Porter is being stopped.");
                }
                found.put(version, new Reading(intact, began));
                afterEach.run();
            }
        } finally {
            durable.commit(() -> keep(found));
        }
        var damaged = new ArrayList<FileVersion>();
        found.forEach((version, reading) -> {
            if (!reading.intact()) {
                damaged.add(version);
            }
        });
        return damaged;
    }

    /// A version turned out to be missing or changed. It belongs to the caller's transaction.
    public void damaged(FileVersion version) {
        keep(Map.of(version, new Reading(false, clock.instant())));
    }

    /// What turned out about a version, and when it began to be read.
    private record Reading(boolean intact, Instant began) {}

    /// What turned out about files of one account.
    private record News(long account, boolean intact) {}

    private void keep(Map<FileVersion, Reading> found) {
        var news = new LinkedHashMap<News, List<FileVersion>>();
        found.forEach((version, reading) -> {
            if (checks.read(version, reading.intact(), reading.began())) {
                var what = new News(version.accountId, reading.intact());
                news.computeIfAbsent(what, _ -> new ArrayList<>()).add(version);
            }
        });
        news.forEach((what, versions) -> {
            if (versions.size() > MOST_ONE_BY_ONE) {
                tell(what, versions);
            } else {
                versions.forEach(version -> tell(what, List.of(version)));
            }
        });
    }

    private void tell(News news, List<FileVersion> versions) {
        var home = versions.getFirst().home;
        var ids = versions.stream().map(FileVersion::id).toList();
        if (news.intact()) {
            log.info("Of {}, whole again: versions {}.", home, ids);
        } else {
            log.error("Of {}, missing or changed: versions {}.", home, ids);
        }
        var owner = accounts.find(news.account()).orElseThrow();
        // Whole again, a single file changes what was said of it.
        var key = "damaged:" + ids.getFirst() + (ids.size() == 1 ? "" : "-" + ids.getLast());
        owners.tell(
                owner, key + ":owner", () -> news.intact() ? whole(versions) : damaged(versions));
        administrators.tellInPrivate(
                key,
                () ->
                        news.intact()
                                ? Message.of(
                                        ids.size() == 1
                                                ? tr("✅ A file of %s is whole again.", home)
                                                : tr(
                                                        "✅ %d files of %s are whole again.",
                                                        ids.size(), home))
                                : forAdministrators(versions, !owners.of(owner).isEmpty()));
    }

    private String shown(FileVersion version) {
        return catalogue
                .find(version.accountId, version.fileId())
                .map(file -> Texts.line(file.name(), LONGEST_NAME))
                .orElse(tr("a file"));
    }

    private Message damaged(List<FileVersion> versions) {
        return versions.size() == 1
                ? Message.titled(
                        tr("⚠ One of your files is not safe"),
                        tr(
                                "I have read %s back from the NAS, and it is missing there or not what"
                                        + " you sent. If you still have the original, keep it and send"
                                        + " it to me once more. I have told the administrator, who may"
                                        + " find it in a snapshot.",
                                shown(versions.getFirst())))
                : Message.titled(
                        tr("⚠ %d of your files are not safe", versions.size()),
                        tr(
                                "I have read them back from the NAS, and they are missing there or not"
                                        + " what you sent:%s\n\nIf you still have the originals, keep"
                                        + " them and send them to me once more. I have told the"
                                        + " administrator, who may find them in a snapshot.",
                                names(versions)));
    }

    private String names(List<FileVersion> versions) {
        var names =
                versions.stream()
                        .limit(MOST_NAMED)
                        .map(version -> "\n• " + shown(version))
                        .collect(Collectors.joining());
        var more = versions.size() - MOST_NAMED;
        return more > 0 ? names + "\n" + tr("and %d more: /verify looks at all.", more) : names;
    }

    private Message whole(List<FileVersion> versions) {
        return Message.of(
                versions.size() == 1
                        ? tr("✅ %s is whole again on the NAS.", shown(versions.getFirst()))
                        : tr("✅ %d of your files are whole again on the NAS.", versions.size()));
    }

    private static Message forAdministrators(List<FileVersion> versions, boolean ownerKnows) {
        var home = versions.getFirst().home;
        return versions.size() == 1
                ? Message.titled(
                        tr("⚠ A stored file is damaged"),
                        tr(
                                        "A file of %s is missing on the NAS or differs from what was"
                                                + " stored. Look for it in a snapshot of the NAS; where"
                                                + " it was stands in the folder .porter/catalogue of"
                                                + " that home, as version %d.",
                                        home, versions.getFirst().id())
                                + " "
                                + (ownerKnows
                                        ? tr("Its owner knows.")
                                        : tr("Its owner is logged in nowhere: please tell them.")))
                : Message.titled(
                        tr("⚠ %d stored files are damaged", versions.size()),
                        tr(
                                        "%d files of %s are missing on the NAS or differ from what was"
                                                + " stored. Look for them in a snapshot of the NAS;"
                                                + " where they were stands in the folder"
                                                + " .porter/catalogue of that home, as versions from %d"
                                                + " to %d.",
                                        versions.size(),
                                        home,
                                        versions.getFirst().id(),
                                        versions.getLast().id())
                                + " "
                                + (ownerKnows
                                        ? tr("Their owner knows.")
                                        : tr(
                                                "Their owner is logged in nowhere: please tell"
                                                        + " them.")));
    }
}
