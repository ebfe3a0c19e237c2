package dev.porter.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porter.core.TestPatience;
import dev.porter.language.Language;
import dev.porter.nas.GeneratedStream;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A mounted NAS whose server is gone: what it is asked hangs, and is done when the server is back.
class FolderHangTest {
    private static final UserName ALICE = new UserName("alice");
    private static final NasPath STORED = new NasPath(ALICE, "docs/a.bin");
    private static final NasPath NEW = new NasPath(ALICE, "new/b.bin");
    private static final byte[] CONTENT = new byte[300_000];
    private static final int MOST_STEPS = 100;
    private static final Duration A_MOMENT = Duration.ofMillis(2);

    @TempDir Path temporary;
    private final HangingDisk disk = new HangingDisk();
    private final List<Path> frozen = new ArrayList<>();
    @RegisterExtension final Mounts mounts = new Mounts();

    @AfterEach
    void goesOn() throws Exception {
        disk.goesOn();
        for (var place : frozen) {
            Mounts.run("fsfreeze", "-u", place.toString());
        }
    }

    private FolderNas stored(Path root) throws IOException {
        var nas = disk.nas(root, temporary.resolve("known"));
        nas.files().createHome(ALICE);
        write(nas.files(), STORED);
        return nas;
    }

    private static void write(NasFiles files, NasPath path) throws IOException {
        files.write(path, new ByteArrayInputStream(CONTENT), CONTENT.length);
    }

    private static byte[] read(NasFiles files, NasPath path) throws IOException {
        try (var in = files.open(path, 0)) {
            return in.readAllBytes();
        }
    }

    private static void isBack(FolderNas nas) {
        await("the end of what hung", () -> nas.health().ready());
    }

    private static void await(String what, Callable<Boolean> end) {
        Awaitility.await(what).pollDelay(Duration.ZERO).pollInterval(A_MOMENT).until(end);
    }

    private static void away(ThrowingCallable call) {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.AWAY));
    }

    @FunctionalInterface
    interface Ask {
        void of(NasFiles files) throws IOException;
    }

    /// What Porter asks of a NAS.
    static Stream<Named<Ask>> asks() {
        var bob = new UserName("bob");
        return Stream.of(
                named("create home", files -> files.createHome(bob)),
                named("remove home", files -> files.removeEmptyHome(bob)),
                named("stat", files -> files.stat(STORED)),
                named("list", files -> files.list(NasPath.home(ALICE), 0, 10)),
                named("search", files -> files.search(NasPath.home(ALICE), "a", 10)),
                named("create folder", files -> files.createFolder(new NasPath(ALICE, "x/y"))),
                named("write", files -> write(files, NEW)),
                named("compare", files -> files.matches(STORED, InMemoryNas.fingerprint(CONTENT))),
                named("move", files -> files.move(STORED, NEW)),
                named("copy", files -> files.copy(STORED, NEW.parent())),
                named("read", files -> assertThat(read(files, STORED)).isEqualTo(CONTENT)),
                named("delete", files -> files.delete(STORED)),
                named("space", files -> files.space(ALICE)));
    }

    private static Named<Ask> named(String name, Ask ask) {
        return Named.of(name, ask);
    }

    @ParameterizedTest
    @MethodSource("asks")
    void wherever_it_hangs_who_asks_is_told_that_it_is_away_and_nothing_is_left(Ask ask)
            throws IOException {
        var hung = 0;
        for (var steps = 0; steps < MOST_STEPS; steps++) {
            var root = temporary.resolve("nas-" + steps);
            var nas = stored(root);
            disk.hangsOnceAfter(steps);
            try {
                ask.of(nas.files());
                if (disk.hanging() == 0) {
                    break;
                }
                // It hung when all was done but for closing.
            } catch (IOException e) {
                assertThat(e).hasCauseInstanceOf(NasException.class);
            } catch (NasException e) {
                assertThat(e.kind()).as(e.toString()).isEqualTo(Kind.AWAY);
            }
            assertThat(disk.hanging()).isEqualTo(1);
            hung++;
            disk.goesOn();
            isBack(nas);
            await("that all is closed", () -> open(root).isEmpty());
            isWhole(nas, root);
        }
        assertThat(hung).isBetween(1, MOST_STEPS - 1);
    }

    @Test
    void what_comes_too_late_and_cannot_be_undone_is_closed_all_the_same() throws IOException {
        for (var steps = 0; steps < MOST_STEPS; steps++) {
            var root = temporary.resolve("nas-" + steps);
            var nas = stored(root);
            disk.hangsOnceAfter(steps);
            try {
                write(nas.files(), NEW);
                break;
            } catch (NasException _) {
                var marker = root.resolve(Root.MARKER);
                var aside = temporary.resolve("marker-" + steps);
                Files.move(marker, aside);
                disk.goesOn();
                await("that all is closed", () -> open(root).isEmpty());
                Files.move(aside, marker);
                isBack(nas);
            }
        }
    }

    private static void isWhole(FolderNas nas, Path root) throws IOException {
        var files = nas.files();
        assertThat(root.resolve(Root.INCOMING)).isEmptyDirectory();
        var left = files.stat(STORED).isPresent() ? STORED : NEW;
        if (files.stat(left).isPresent()) {
            assertThat(read(files, left)).isEqualTo(CONTENT);
            assertThat(files.delete(left)).isTrue();
        }
        files.delete(NEW);
        files.delete(NEW.parent().resolve(STORED.name()));
        write(files, NEW);
        assertThat(files.matches(NEW, InMemoryNas.fingerprint(CONTENT))).isTrue();
        assertThat(files.space(ALICE).used()).isEqualTo(CONTENT.length);
    }

    /// What is held open there.
    private static List<Path> open(Path root) throws IOException {
        assumeTrue(Directory.holds());
        var open = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var one : all) {
                if (leadsInto(root, one)) {
                    open.add(one);
                }
            }
        }
        return open;
    }

    private static boolean leadsInto(Path root, Path held) {
        try {
            return Files.readSymbolicLink(held).startsWith(root);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    @Test
    void what_failed_because_it_hung_is_not_there_when_it_comes_too_late() throws IOException {
        for (var steps = 0; ; steps++) {
            var nas = stored(temporary.resolve("nas-" + steps));
            disk.hangsOnceAfter(steps);
            try {
                write(nas.files(), NEW);
                if (disk.hanging() == 0) {
                    return;
                }
                disk.goesOn(); // it hung when all was done but for closing
                isBack(nas);
            } catch (NasException e) {
                disk.goesOn();
                isBack(nas);
                assertThat(nas.files().stat(NEW)).as("after %d steps", steps).isEmpty();
            }
        }
    }

    @Test
    void nothing_is_changed_while_a_change_may_still_come() throws IOException {
        var nas = stored(temporary.resolve("nas"));
        var files = nas.files();
        disk.hangsOnceAfter(5); // in the middle
        away(() -> files.delete(STORED));
        away(() -> files.move(STORED, NEW));
        away(() -> write(files, NEW));
        away(() -> files.createHome(new UserName("bob")));
        assertThat(nas.health().ready()).isFalse();
        assertThat(nas.health().words()).isEqualTo("The NAS does not answer.");
        assertThat(Language.GERMAN.speak(nas.health()::words))
                .isEqualTo("Das NAS antwortet nicht.");
        assertThat(read(files, STORED)).isEqualTo(CONTENT); // what can be had still is
        disk.goesOn();
        isBack(nas);
        assertThat(files.stat(STORED)).isEmpty();
        write(files, STORED);
        assertThat(files.stat(STORED)).isPresent();
    }

    @Test
    void when_everything_hangs_there_is_an_end_to_the_threads_and_all_is_well_afterwards()
            throws Exception {
        var nas = stored(temporary.resolve("nas"));
        disk.hangs();
        try (var chats = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<?>>();
            for (var n = 0; n < 300; n++) {
                asked.add(chats.submit(() -> away(() -> nas.files().stat(STORED))));
            }
            for (var one : asked) {
                one.get();
            }
        }
        assertThat(disk.hanging()).isBetween(1, 96);
        away(() -> nas.files().stat(STORED));
        assertThat(nas.health().ready()).isFalse();
        assertThat(
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("nas-folder")))
                .allMatch(Thread::isDaemon);
        disk.goesOn();
        isBack(nas);
        assertThat(read(nas.files(), STORED)).isEqualTo(CONTENT);
    }

    @Test
    void the_disk_is_not_asked_while_somebody_hands_something_over() throws IOException {
        var nas = stored(temporary.resolve("nas"));
        var slow =
                new FilterInputStream(new GeneratedStream(CONTENT.length, Long.MAX_VALUE)) {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        disk.hangs();
                        var read = super.read(into, offset, length);
                        assertThat(disk.hanging()).isZero();
                        disk.goesOn();
                        return read;
                    }
                };
        assertThat(nas.files().write(NEW, slow, CONTENT.length)).isEqualTo(CONTENT.length);
    }

    /// Waits for everything as long as a test does, or for a second.
    private static final class ImpatientCalls extends Calls {
        private volatile Duration longest = TestPatience.LONGEST;

        @Override
        void asks(Step step, Consumer<Duration> within) {
            within.accept(longest);
        }
    }

    private Path disk() throws Exception {
        var image = temporary.resolve("image");
        try (var file = Files.newByteChannel(Files.createFile(image), StandardOpenOption.WRITE)) {
            file.position((32L << 20) - 1).write(ByteBuffer.allocate(1));
        }
        assumeTrue(
                Directory.holds()
                        && Files.isExecutable(Path.of("/usr/sbin/fsfreeze"))
                        && Mounts.run("mkfs.ext4", "-q", image.toString()),
                "may not mount a disk here");
        return mounts.at(temporary.resolve("disk"), "-o", "loop", image.toString());
    }

    @Test
    void a_real_disk_that_hangs_is_away_and_goes_on() throws Exception {
        var place = disk();
        var calls = new ImpatientCalls();
        var nas = new FolderNas(place, temporary.resolve("known"), OptionalLong.empty(), calls);
        var files = nas.files();
        files.createHome(ALICE);
        write(files, STORED);
        frozen.add(place);
        assertThat(Mounts.run("fsfreeze", "-f", place.toString())).isTrue();
        calls.longest = Duration.ofSeconds(1);
        away(() -> write(files, NEW));
        away(() -> files.delete(STORED));
        calls.longest = TestPatience.LONGEST;
        assertThat(nas.health().ready()).isFalse();
        assertThat(read(files, STORED)).isEqualTo(CONTENT);
        assertThat(Mounts.run("fsfreeze", "-u", place.toString())).isTrue();
        isBack(nas);
        write(files, NEW);
        assertThat(files.matches(NEW, InMemoryNas.fingerprint(CONTENT))).isTrue();
        assertThat(place.resolve(Root.INCOMING)).isEmptyDirectory();
    }

    @Test
    void what_could_not_be_taken_away_is_taken_away_later() throws IOException {
        var root = temporary.resolve("nas");
        var nas = stored(root);
        var incoming = root.resolve(Root.INCOMING);
        var left = incoming.resolve("left");
        var broken =
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        try (var all = Files.newDirectoryStream(incoming)) {
                            var half = all.iterator().next();
                            Files.move(half, left);
                            Files.createDirectories(half.resolve("cannot be deleted"));
                        }
                        throw new IOException("The line broke.");
                    }
                };
        assertThatThrownBy(() -> nas.files().write(NEW, broken, -1)).hasMessage("The line broke.");
        assertThat(left).exists();
        try (var all = Files.newDirectoryStream(incoming, file -> Files.isDirectory(file))) {
            for (var folder : all) {
                Files.delete(folder.resolve("cannot be deleted"));
                Files.delete(folder);
            }
        }
        assertThat(nas.files().stat(NEW)).isEmpty();
        assertThat(incoming).isEmptyDirectory();
    }
}
