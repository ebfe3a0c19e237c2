package dev.porter.backup;

import dev.porter.backup.Backup.Problem;
import dev.porter.backup.Backup.State;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.files.FileVersion;
import dev.porter.files.StoredFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person reads about a backup.
final class Receipts {
    private static final int LONGEST_NAME = 80;

    String problem(Problem problem) {
        return switch (problem) {
            case NAS_AWAY -> "the NAS does not answer";
            case NAS_FULL -> "the NAS is full";
            case NAS_BROKEN -> "the NAS has a problem that an administrator must look at";
            case PLATFORM -> "the file could not be fetched from the chat";
            case GONE -> "the chat does not have the file any more";
        };
    }

    private static String shown(String name) {
        return Texts.line(name, LONGEST_NAME);
    }

    /// What stands there before the receipt. When the answer to it gets lost it is said once more,
    /// and this one stays: it must be true for ever.
    Message opening(Backup backup) {
        return Message.of(
                "⏳ Storing %s… I'll tell you when it is safe.".formatted(shown(backup.name)));
    }

    /// The same for several that came together.
    Message openingOfMany() {
        return Message.of("⏳ Storing your files… I'll tell you when they are safe.");
    }

    /// How far one is, in percent of the bytes.
    Message moving(Backup backup, long bytes) {
        var claimed = backup.claimedSize;
        return claimed > 0 && bytes < claimed
                ? Message.of(
                        "⏳ Storing %s… %s %d %%"
                                .formatted(
                                        shown(backup.name),
                                        bar(bytes * 100 / claimed),
                                        bytes * 100 / claimed))
                : Message.of(
                        claimed < 0
                                ? "⏳ Storing %s… %s"
                                        .formatted(shown(backup.name), Sizes.words(bytes))
                                : "⏳ Reading %s back to compare it…".formatted(shown(backup.name)));
    }

    private static String bar(long percent) {
        var full = (int) (percent / 10);
        return "▓".repeat(full) + "░".repeat(10 - full);
    }

    /// What a backup is stored as.
    ///
    /// @param latest the number of the file's newest version
    record Kept(FileVersion version, StoredFile file, int latest) {}

    /// One backup, wherever it stands.
    ///
    /// @param kept what it is stored as; null when it is not, or not any more
    Message one(Backup backup, @Nullable Kept kept) {
        return switch (backup.state) {
            case ARRIVING, ACCEPTED, VERIFIED ->
                    backup.state == State.ACCEPTED && backup.handedOver()
                            ? brokeOff(backup)
                            : backup.problem == null
                                    ? opening(backup)
                                    : Message.of(
                                            ("⏸ %s waits: %s. I have not lost it, I keep trying by myself, and"
                                                            + " tell you here when it is safe. Please keep the"
                                                            + " original until then.")
                                                    .formatted(
                                                            shown(backup.name),
                                                            problem(backup.problem)));
            case STORED ->
                    kept == null ? gone(backup) : receipt(backup, kept.version(), kept.file());
            case DUPLICATE -> kept == null ? gone(backup) : known(backup, kept);
            case FAILED ->
                    backup.handedOver() && backup.problem == Problem.GONE
                            ? brokeOff(backup)
                            : Message.of(
                                    "❌ %s is not stored: %s. Please send it once more."
                                            .formatted(shown(backup.name), failure(backup)));
        };
    }

    /// How one stands that is not stored, in words that follow its name.
    String standing(Backup backup) {
        if (backup.state == State.FAILED) {
            return "was not stored on %s: %s. Please send it once more."
                    .formatted(Times.day(backup.createdAt), failure(backup));
        }
        return backup.problem == null ? "is on its way" : "waits: " + problem(backup.problem);
    }

    private String failure(Backup backup) {
        return backup.problem == null ? "an administrator dropped it" : problem(backup.problem);
    }

    private static Message brokeOff(Backup backup) {
        return Message.of(
                ("❌ %s is not stored: the upload broke off. Please try again. Its link works for an"
                                + " hour from when I gave it to you; after that I give you a new one.")
                        .formatted(shown(backup.name)));
    }

    private static Message gone(Backup backup) {
        return Message.of(
                "%s was stored, and has been deleted since.".formatted(shown(backup.name)));
    }

    private static Message receipt(Backup backup, FileVersion version, StoredFile file) {
        var text = new StringBuilder(details(version, file));
        if (version.number() > 1) {
            text.append(
                    "\nThis is version %d; the earlier ones are kept.".formatted(version.number()));
        }
        if (backup.recompressed) {
            text.append(
                    "\n\nChats make pictures and videos smaller before I get them. To keep the original,"
                            + " send it as a file.");
        }
        return Message.titled("✅ Stored and verified", text.toString())
                .row(Button.of("files:open:" + file.id(), "Open"));
    }

    private static String details(FileVersion version, StoredFile file) {
        var folder = version.path().parent().path();
        return "%s\n%s · Folder: %s\nSHA-256: %s"
                .formatted(
                        shown(file.name()),
                        Sizes.words(version.content().size()),
                        folder.isEmpty() ? "your home" : folder,
                        version.content().sha256());
    }

    private static Message known(Backup backup, Kept kept) {
        var version = kept.version();
        var file = kept.file();
        var name = file.name().equals(backup.name) ? "" : " as " + shown(file.name());
        var other =
                version.number() == kept.latest()
                        ? name
                        : name + " as version %d of %d".formatted(version.number(), kept.latest());
        return Message.titled(
                        "✅ Already stored",
                        "%s is stored already%s, and I have just read it back:\n%s"
                                .formatted(shown(backup.name), other, details(version, file)))
                .row(Button.of("files:open:" + file.id(), "Open"));
    }

    /// Several that came together.
    Message bunch(List<Backup> all) {
        var over = all.stream().filter(backup -> backup.state.over()).count();
        var stored = count(all, State.STORED);
        var known = count(all, State.DUPLICATE);
        var failed = count(all, State.FAILED);
        if (over < all.size()) {
            var waits =
                    all.stream()
                            .filter(backup -> !backup.state.over() && backup.problem != null)
                            .findFirst();
            return Message.of(
                    waits.isPresent() && waits.get().problem != null
                            ? ("⏸ %d of %d files are safe; the rest waits: %s. I try again by myself."
                                            + " Please keep the originals until then.")
                                    .formatted(
                                            stored + known,
                                            all.size(),
                                            problem(waits.get().problem))
                            : "⏳ %s %d of %d files are safe…"
                                    .formatted(
                                            bar(over * 100 / all.size()),
                                            stored + known,
                                            all.size()));
        }
        var bytes = all.stream().mapToLong(backup -> backup.size == null ? 0 : backup.size).sum();
        var text = new StringBuilder();
        text.append("%d new · %s in all".formatted(stored, Sizes.words(bytes)));
        if (known > 0) {
            text.append("\n%d I had already".formatted(known));
        }
        if (failed > 0) {
            text.append(
                    "\n%d are not stored: see above, and please send them once more"
                            .formatted(failed));
        }
        return Message.titled(
                        failed == 0
                                ? "✅ All %d files are stored and verified".formatted(all.size())
                                : "⚠ %d of %d files are stored and verified"
                                        .formatted(stored + known, all.size()),
                        text.toString())
                .row(Button.of("files:all", "My files"));
    }

    private static long count(List<Backup> all, State state) {
        return all.stream().filter(backup -> backup.state == state).count();
    }
}
