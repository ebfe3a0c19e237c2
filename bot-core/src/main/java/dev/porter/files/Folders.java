package dev.porter.files;

import static dev.porter.language.Language.tr;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Answer;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The folders of a member: which are offered when something is to be moved, and which one is meant
/// by what they type.
public final class Folders {
    private static final int OFFERED = 4;
    private static final int LONGEST_OFFERED = 100;
    private static final int LONGEST_LABEL = 30;
    private static final int MOST_NEW = 10;
    private static final int LONGEST_PATH = 400;
    private static final int PAGE = 1_000;

    private final Nas nas;

    /// The folder that each account has opened last.
    private final Cache<Long, NasPath> opened =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

    Folders(Nas nas) {
        this.nas = nas;
    }

    /// Remembers for a while that a member has opened a folder.
    public void opened(Account account, NasPath folder) {
        opened.put(account.id(), folder);
    }

    /// Some folders to choose from, by their paths: the one that was opened last, then the first
    /// ones in the home.
    public List<String> offered(Account account) {
        return Stream.concat(
                        Optional.ofNullable(opened.getIfPresent(account.id())).stream(),
                        inHome(account).stream().map(NasEntry::path))
                .map(NasPath::path)
                .filter(path -> !path.isEmpty() && path.length() <= LONGEST_OFFERED)
                .distinct()
                .limit(OFFERED)
                .toList();
    }

    private List<NasEntry> inHome(Account account) {
        try {
            return nas.files().list(NasPath.home(account.home()), 0, 50).stream()
                    .filter(NasEntry::folder)
                    .filter(entry -> !entry.path().hidden())
                    .toList();
        } catch (NasException _) {
            return List.of(); // the question can be asked without them
        }
    }

    /// Asks for a folder; [#chosen] reads the answer.
    ///
    /// @param what is to go there, as it is called in a sentence
    public static Message question(String what, List<String> offered) {
        return question(
                offered,
                tr(
                        "Into which folder does %s go? Type its name, or a new one like Papers/2026.",
                        what));
    }

    /// Asks for the folder of a copy; [#chosen] reads the answer.
    ///
    /// @param what is copied, as it is called in a sentence
    public static Message questionForCopy(String what, List<String> offered) {
        return question(
                offered,
                tr(
                        "Into which folder does the copy of %s go? Type its name, or a new one like"
                                + " Papers/2026.",
                        what));
    }

    private static Message question(List<String> offered, String words) {
        return Message.of(words)
                .row(
                        IntStream.range(0, offered.size())
                                .mapToObj(n -> Button.of("" + n, label(offered.get(n))))
                                .toList())
                .row(Button.of("no", tr("Leave it where it is")))
                .with(new Form(tr("The folder"), false));
    }

    private static String label(String folder) {
        return "📁 " + Texts.line(folder, LONGEST_LABEL);
    }

    /// The folder that an answer to [#question] means, there or not.
    ///
    /// @return empty when it means none
    /// @throws NasException when the NAS cannot be asked
    public Optional<NasPath> chosen(Account account, Answer answer, List<String> offered) {
        return switch (answer) {
            case Answer.Press(var button) ->
                    IntStream.range(0, offered.size())
                            .filter(n -> button.equals("" + n))
                            .mapToObj(offered::get)
                            .findFirst()
                            .map(NasPath.home(account.home())::resolve)
                            .filter(folder -> !folder.hidden());
            case Answer.Text(var text) -> typed(account, text);
        };
    }

    /// What is there already is found however it is spelled; what is new gets names that can be
    /// kept anywhere.
    private Optional<NasPath> typed(Account account, String text) {
        var walk = walk(account, text);
        var folder = walk.reached;
        for (var name : fresh(walk.rest)) {
            folder = folder.resolve(name);
        }
        return Optional.of(folder)
                .filter(path -> !path.path().isEmpty() && path.path().length() <= LONGEST_PATH);
    }

    private static List<String> fresh(List<String> names) {
        return names.stream()
                .map(name -> SafeName.of(name, ""))
                .filter(name -> !name.isEmpty())
                .limit(MOST_NEW)
                .toList();
    }

    /// The folder of a member that is there, however it is spelled.
    ///
    /// @param text names joined with slashes, as typed
    /// @throws NasException when the NAS cannot be asked
    public Optional<NasPath> existing(Account account, String text) {
        var walk = walk(account, text);
        return walk.rest.isEmpty() ? Optional.of(walk.reached) : Optional.empty();
    }

    /// How far a path leads through folders that are there.
    private record Walk(NasPath reached, List<String> rest) {}

    private Walk walk(Account account, String text) {
        var names = names(text);
        var reached = NasPath.home(account.home());
        for (var i = 0; i < names.size(); i++) {
            var next = below(reached, names.get(i));
            if (next.isEmpty()) {
                return new Walk(reached, names.subList(i, names.size()));
            }
            reached = next.get();
        }
        return new Walk(reached, List.of());
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split("[/\\\\]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// The folder of just that name in a folder, or else one of a name that some file system takes
    /// for the same; spelled as on the NAS.
    ///
    /// @throws NasException when the NAS cannot be asked
    public Optional<NasPath> below(NasPath folder, String name) {
        var alike =
                folders(folder).stream()
                        .filter(entry -> SafeName.key(entry.name()).equals(SafeName.key(name)))
                        .toList();
        return alike.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .or(() -> alike.stream().findFirst());
    }

    private List<NasPath> folders(NasPath folder) {
        var all = new ArrayList<NasPath>();
        List<NasEntry> page;
        var offset = 0;
        do {
            page = nas.files().list(folder, offset, PAGE);
            page.stream()
                    .filter(NasEntry::folder)
                    .map(NasEntry::path)
                    .filter(path -> !path.hidden())
                    .forEach(all::add);
            offset += PAGE;
        } while (page.size() == PAGE && page.getLast().folder()); // folders come first
        return all;
    }
}
