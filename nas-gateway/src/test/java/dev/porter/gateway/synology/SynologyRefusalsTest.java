package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.porter.gateway.synology.simulator.Fault;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.Photos;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever DSM refuses, and wherever: outside it is a [NasException] or a value, on a DSM of each
/// kind.
@ParameterizedClass
@EnumSource(Profile.class)
class SynologyRefusalsTest {
    private static final UserName ANNA = new UserName("anna");
    private static final NasPath HOME = NasPath.home(ANNA);
    private static final Secret PASSWORD = new Secret("Blue-Door-77");
    private static final byte[] CONTENT = {1, 2, 3};
    private static final LocalDate DAY = LocalDate.of(2027, 1, 1);

    private final Dsm dsm;
    private int next;

    SynologyRefusalsTest(Profile profile) {
        dsm = Dsm.start(profile);
    }

    @BeforeEach
    void store() throws IOException {
        dsm.nas().accounts().orElseThrow().create(ANNA, PASSWORD);
        dsm.nas().accounts().orElseThrow().keep(ANNA, "Anna");
        write("a");
        dsm.simulator().arrive("anna", "phone", "a.jpg", CONTENT, Instant.now());
    }

    @AfterEach
    void stop() {
        dsm.close();
    }

    private NasPath write(String name) throws IOException {
        var path = HOME.resolve(name);
        dsm.nas().files().write(path, new ByteArrayInputStream(CONTENT), CONTENT.length);
        return path;
    }

    /// A file of its own for each try.
    private NasPath another() throws IOException {
        return write("file-" + next++);
    }

    private PhotoLibrary library() {
        var photos = dsm.nas().photos().orElseThrow();
        return photos.library(ANNA)
                .orElseGet(() -> {
                    photos.open(ANNA, PASSWORD, null);
                    return photos.library(ANNA).orElseThrow();
                });
    }

    private Map<String, ThrowingCallable> works() {
        var files = dsm.nas().files();
        var accounts = dsm.nas().accounts().orElseThrow();
        var links = dsm.nas().shareLinks().orElseThrow();
        var works = new LinkedHashMap<String, ThrowingCallable>();
        works.put("createHome", () -> files.createHome(new UserName("home" + next++)));
        works.put("removeEmptyHome", () -> files.removeEmptyHome(ANNA));
        works.put("stat", () -> files.stat(HOME));
        works.put("list", () -> files.list(HOME, 0, 10));
        works.put("search", () -> files.search(HOME, "a", 10));
        works.put("createFolder", () -> files.createFolder(HOME.resolve("x" + next++)));
        works.put("write", this::another);
        works.put(
                "matches",
                () -> files.matches(HOME.resolve("a"), InMemoryNas.fingerprint(CONTENT)));
        works.put("rename", () -> files.move(another(), HOME.resolve("to-" + next++)));
        works.put("move", () -> files.move(another(), HOME.resolve("there/to-" + next++)));
        works.put("copy", () -> files.copy(another(), HOME.resolve("copies")));
        works.put("open", () -> files.open(HOME.resolve("a"), 0).close());
        works.put("delete a file", () -> files.delete(another()));
        works.put(
                "delete a folder",
                () -> {
                    var folder = HOME.resolve("folder-" + next++);
                    files.createFolder(folder);
                    files.delete(folder);
                });
        works.put("space", () -> files.space(ANNA));
        works.put("exists", () -> accounts.exists(ANNA));
        works.put("create", () -> accounts.create(new UserName("user" + next++), PASSWORD));
        works.put("keep", () -> accounts.keep(ANNA, "Anna"));
        works.put("missing", () -> accounts.missing(ANNA));
        works.put("logIn", () -> accounts.logIn(ANNA, PASSWORD, null));
        works.put("setPassword", () -> accounts.setPassword(ANNA, PASSWORD));
        works.put("setEnabled", () -> accounts.setEnabled(ANNA, true));
        works.put("link", () -> links.create(HOME.resolve("a"), DAY, PASSWORD));
        works.put(
                "request",
                () -> {
                    files.createFolder(HOME.resolve("in"));
                    links.requests()
                            .ifPresent(one -> one.create(HOME.resolve("in"), DAY, PASSWORD));
                });
        works.put("links", () -> links.list(ANNA));
        works.put("revoke", () -> links.revoke(ANNA, "unknown"));
        works.put("health", () -> dsm.nas().health());
        works.put("details", () -> dsm.nas().details());
        works.put("alarm", () -> dsm.nas().alarm());
        dsm.nas().photos().ifPresent(photos -> works.putAll(worksOf(photos)));
        return works;
    }

    private Map<String, ThrowingCallable> worksOf(Photos photos) {
        var works = new LinkedHashMap<String, ThrowingCallable>();
        works.put("phones", () -> photos.phones(ANNA));
        works.put("days", () -> library().days());
        works.put("folders", () -> library().folders(0));
        works.put("albums", () -> library().albums());
        works.put("photos", () -> library().photos(new PhotoLibrary.View.OfDay(DAY), 0, 10));
        works.put("find", () -> library().find(1));
        works.put("thumbnail", () -> library().thumbnail(1));
        works.put(
                "open a picture",
                () -> library().open(library().find(1).orElseThrow(IOException::new)).close());
        works.put("createAlbum", () -> library().createAlbum("Album", List.of(1L)));
        return works;
    }

    @Test
    void every_refusal_of_every_call_is_told_in_the_words_of_the_port() {
        works().forEach((name, work) -> {
            var calls = calls(work);
            // What asks nothing but to be let in is tried elsewhere.
            assertThat(calls.isEmpty()).as(name).isEqualTo(name.equals("logIn") && isOld());
            for (var call : calls) {
                for (int code : new int[] {105, 119, 150, 407, 9999}) {
                    var refused = new Fault.Code(code);
                    dsm.simulator().fault(call, refused, refused, refused);
                    var thrown = catchThrowable(work);
                    dsm.simulator().forgetFaults();
                    assertThat(thrown)
                            .as("%s when %s answers %d", name, call, code)
                            .satisfiesAnyOf(
                                    one -> assertThat(one).isNull(),
                                    one -> assertThat(one).isInstanceOf(NasException.class),
                                    one -> assertThat(one).isInstanceOf(IOException.class));
                }
            }
        });
    }

    private boolean isOld() {
        return dsm.simulator().profile() == Profile.GUIDE;
    }

    private Set<String> calls(ThrowingCallable work) {
        var before = dsm.simulator().calls().size();
        var _ = catchThrowable(work);
        var all = dsm.simulator().calls();
        var calls = new LinkedHashSet<>(all.subList(before, all.size()));
        // A log-in that fails is counted: it is tried elsewhere.
        calls.removeIf(call -> call.startsWith("SYNO.API."));
        return calls;
    }

    @Test
    void what_changes_something_is_not_repeated_when_dsm_is_busy() throws IOException {
        for (int code : new int[] {109, 110, 111, 117, 118, 402}) {
            var file = another();
            var busy = new Fault.Code(code);
            dsm.simulator().fault("SYNO.FileStation.Rename.rename", busy, busy);
            var before = renames();
            assertThat(catchThrowable(() -> dsm.nas().files().move(file, HOME.resolve("moved"))))
                    .isInstanceOfSatisfying(
                            NasException.class,
                            e -> assertThat(e.kind()).isEqualTo(NasException.Kind.AWAY));
            assertThat(renames()).isEqualTo(before + 1);
            dsm.simulator().forgetFaults();
        }
    }

    private long renames() {
        return dsm.simulator().calls().stream()
                .filter("SYNO.FileStation.Rename.rename"::equals)
                .count();
    }
}
