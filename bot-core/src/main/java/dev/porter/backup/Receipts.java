package dev.porter.backup;

import static dev.porter.language.Language.tr;

import dev.porter.backup.Backup.Problem;
import dev.porter.backup.Backup.State;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.files.FileVersion;
import dev.porter.files.StoredFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a person reads about a backup.
final class Receipts {
    private static final int LONGEST_NAME = 80;

    /// What people send together is seldom more, and that many fit into one message of any
    /// platform.
    private static final int IN_A_MESSAGE = 10;

    private static final int LONGEST_AMONG_OTHERS = 40;
    private static final int LONGEST_FOLDER = 60;
    private static final int IN_A_ROW = 5;

    String problem(Problem problem) {
        return switch (problem) {
            case NAS_AWAY -> tr("the NAS does not answer");
            case NAS_FULL -> tr("the NAS is full");
            case NAS_BROKEN -> tr("the NAS has a problem that an administrator must look at");
            case PLATFORM -> tr("the file could not be fetched from the chat");
            case GONE -> tr("the chat does not have the file any more");
        };
    }

    private static String shown(String name) {
        return Texts.line(name, LONGEST_NAME);
    }

    /// What stands there before the receipt. When the answer to it gets lost it is said once more,
    /// and this one stays: it must be true for ever.
    Message opening(Backup backup) {
        return Message.of(tr("⏳ Storing %s… I'll tell you when it is safe.", shown(backup.name)));
    }

    /// The same for several that came together.
    Message openingOfMany() {
        return Message.of(tr("⏳ Storing your files… I'll tell you when they are safe."));
    }

    /// How long the platform takes to hand one over.
    String coming(Backup backup, String platform, Duration since) {
        var seconds = since.toSeconds();
        var minutes = since.toMinutes();
        return minutes == 0
                ? tr(
                        "⏳ Waiting until %s hands %s over… %d s",
                        platform, shown(backup.name), seconds)
                : tr(
                        "⏳ Waiting until %s hands %s over… %d min",
                        platform, shown(backup.name), minutes);
    }

    /// How far one is, in percent of the bytes.
    String moving(Backup backup, long bytes) {
        var claimed = backup.claimedSize;
        if (claimed > 0 && bytes < claimed) {
            var percent = bytes * 100 / claimed;
            return tr("⏳ Storing %s… %s %d %%", shown(backup.name), bar(percent), percent);
        }
        return claimed < 0
                ? tr("⏳ Storing %s… %s", shown(backup.name), Sizes.words(bytes))
                : tr("⏳ Reading %s back to compare it…", shown(backup.name));
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
                    backup.problem == null
                            ? opening(backup)
                            : Message.of(
                                    tr(
                                            "⏸ %s waits: %s. I have not lost it, I keep trying by myself,"
                                                    + " and tell you here when it is safe. Please keep"
                                                    + " the original until then.",
                                            shown(backup.name), problem(backup.problem)));
            case STORED ->
                    kept == null ? gone(backup) : receipt(backup, kept.version(), kept.file());
            case DUPLICATE -> kept == null ? gone(backup) : known(backup, kept);
            case FAILED ->
                    Message.of(
                            tr(
                                    backup.handedOver()
                                            ? "❌ %s is not stored: %s. Please try again. Its link works for"
                                                    + " an hour from when I gave it to you; after that I"
                                                    + " give you a new one."
                                            : "❌ %s is not stored: %s. Please send it once more.",
                                    shown(backup.name),
                                    failure(backup)));
        };
    }

    /// How one stands that is not stored, in words that follow its name.
    String standing(Backup backup) {
        if (backup.state == State.FAILED) {
            return tr(
                    "was not stored on %s: %s. Please send it once more.",
                    Times.day(backup.createdAt), failure(backup));
        }
        return backup.problem == null
                ? tr("is on its way")
                : tr("waits: %s", problem(backup.problem));
    }

    private String failure(Backup backup) {
        if (backup.problem == null) {
            return tr("an administrator dropped it");
        }
        return backup.handedOver() && backup.problem == Problem.GONE
                ? tr("the upload broke off")
                : problem(backup.problem);
    }

    private static Message gone(Backup backup) {
        return Message.of(tr("%s was stored, and has been deleted since.", shown(backup.name)));
    }

    private static Message receipt(Backup backup, FileVersion version, StoredFile file) {
        var text = new StringBuilder(details(version, file));
        if (version.number() > 1) {
            text.append("\n")
                    .append(tr("This is version %d; the earlier ones are kept.", version.number()));
        }
        if (backup.recompressed) {
            text.append("\n\n")
                    .append(
                            tr(
                                    "Chats make pictures and videos smaller before I get them. To keep the"
                                            + " original, send it as a file."));
        }
        return Message.titled(tr("✅ Stored and verified"), text.toString())
                .row(Button.of("files:open:" + file.id(), tr("Open")));
    }

    private static String details(FileVersion version, StoredFile file) {
        return tr(
                "%s\n%s · Folder: %s\nSHA-256: %s",
                shown(file.name()),
                Sizes.words(version.content().size()),
                folder(version),
                version.content().sha256());
    }

    private static String folder(FileVersion version) {
        var folder = version.path().parent().path();
        return folder.isEmpty() ? tr("your home") : folder;
    }

    private static Message known(Backup backup, Kept kept) {
        var version = kept.version();
        var file = kept.file();
        return Message.titled(
                        tr("✅ Already stored"),
                        known(backup, version, file, kept.latest()) + "\n" + details(version, file))
                .row(Button.of("files:open:" + file.id(), tr("Open")));
    }

    private static String known(Backup backup, FileVersion version, StoredFile file, int latest) {
        var sent = shown(backup.name);
        var name = shown(file.name());
        var number = version.number();
        if (file.name().equals(backup.name)) {
            return number == latest
                    ? tr("%s is stored already, and I have just read it back:", sent)
                    : tr(
                            "%s is stored already as version %d of %d, and I have just read it back:",
                            sent, number, latest);
        }
        return number == latest
                ? tr("%s is stored already as %s, and I have just read it back:", sent, name)
                : tr(
                        "%s is stored already as %s as version %d of %d, and I have just read it back:",
                        sent, name, number, latest);
    }

    /// One of several that came together.
    ///
    /// @param kept what it is stored as; null when it is not, or not any more
    record Part(Backup backup, @Nullable Kept kept) {}

    /// Several that came together, in so many messages: which one a backup stands in.
    ///
    /// @param place among all of them, from 0
    static int message(int place) {
        return place / IN_A_MESSAGE;
    }

    /// Those that stand in one of the messages.
    static <T> List<T> in(int message, List<T> all) {
        var from = message * IN_A_MESSAGE;
        return all.subList(from, Math.min(from + IN_A_MESSAGE, all.size()));
    }

    /// The first message about several that came together: a summary, and receipts.
    ///
    /// @param first those that stand in it
    Message summary(List<Backup> all, List<Part> first) {
        var over = all.stream().allMatch(backup -> backup.state.over());
        var head = over ? outcome(all) : underWay(all);
        var receipts = receipts(first, 0);
        var text =
                Stream.of(head.text(), receipts.text(), over ? hint(all) : "")
                        .filter(paragraph -> !paragraph.isEmpty())
                        .collect(Collectors.joining("\n\n"));
        var message = new Message(head.title(), text, receipts.rows(), null, Care.ORDINARY);
        return over ? message.row(Button.of("files:all", tr("My files"))) : message;
    }

    private Message underWay(List<Backup> all) {
        var over = all.stream().filter(backup -> backup.state.over()).count();
        var safe = count(all, State.STORED) + count(all, State.DUPLICATE);
        return all.stream()
                .filter(backup -> !backup.state.over())
                .flatMap(backup -> Stream.ofNullable(backup.problem))
                .findFirst()
                .map(problem ->
                        Message.of(
                                tr(
                                        "⏸ %d of %d files are safe; the rest waits: %s. I try again by"
                                                + " myself. Please keep the originals until then.",
                                        safe, all.size(), problem(problem))))
                .orElseGet(() ->
                        Message.of(
                                tr(
                                        "⏳ %s %d of %d files are safe…",
                                        bar(over * 100 / all.size()), safe, all.size())));
    }

    private static Message outcome(List<Backup> all) {
        var stored = count(all, State.STORED);
        var known = count(all, State.DUPLICATE);
        var failed = count(all, State.FAILED);
        var bytes = all.stream().mapToLong(backup -> backup.size == null ? 0 : backup.size).sum();
        var lines = new ArrayList<String>();
        lines.add(tr("%d new · %s in all", stored, Sizes.words(bytes)));
        if (known > 0) {
            lines.add(tr("%d I had already", known));
        }
        if (failed > 0) {
            lines.add(
                    failed == 1
                            ? tr("1 is not stored: please send it once more")
                            : tr("%d are not stored: please send them once more", failed));
        }
        return Message.titled(
                failed == 0
                        ? tr("✅ All %d files are stored and verified", all.size())
                        : tr(
                                "⚠ %d of %d files are stored and verified",
                                stored + known, all.size()),
                String.join("\n", lines));
    }

    private static String hint(List<Backup> all) {
        return all.stream().anyMatch(backup -> backup.recompressed)
                ? tr(
                        "Chats make pictures and videos smaller before I get them. To keep the"
                                + " originals, send them as files.")
                : "";
    }

    /// The receipts of those that stand in a message and are safe.
    Message receipts(List<Part> some, int message) {
        var first = message * IN_A_MESSAGE + 1;
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        var folder = "";
        for (var i = 0; i < some.size(); i++) {
            var part = some.get(i);
            var kept = part.kept;
            if (kept == null) {
                continue;
            }
            var its = tr("Folder: %s", Texts.line(folder(kept.version()), LONGEST_FOLDER));
            if (!its.equals(folder)) {
                lines.add(its);
                folder = its;
            }
            lines.add(
                    "%d. %s · %s%s\nSHA-256: %s"
                            .formatted(
                                    first + i,
                                    amongOthers(kept.file().name()),
                                    Sizes.words(kept.version().content().size()),
                                    remark(part.backup, kept),
                                    kept.version().content().sha256()));
            buttons.add(Button.of("files:open:" + kept.file().id(), "" + (first + i)));
        }
        return Message.of(String.join("\n", lines)).rows(buttons, IN_A_ROW);
    }

    private static String remark(Backup backup, Kept kept) {
        if (backup.state == State.DUPLICATE) {
            return " · "
                    + (kept.file().name().equals(backup.name)
                            ? tr("I had it already")
                            : tr("I had it already (%s)", amongOthers(backup.name)));
        }
        return kept.version().number() == 1
                ? ""
                : " · " + tr("version %d", kept.version().number());
    }

    private static String amongOthers(String name) {
        return Texts.line(name, LONGEST_AMONG_OTHERS);
    }

    private static long count(List<Backup> all, State state) {
        return all.stream().filter(backup -> backup.state == state).count();
    }
}
