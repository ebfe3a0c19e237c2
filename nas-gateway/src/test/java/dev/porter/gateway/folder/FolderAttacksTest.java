package dev.porter.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porter.core.TestPatience;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody who can put anything into a home, by another way than Porter, tries to get out of it.
@DisabledOnOs(OS.WINDOWS)
class FolderAttacksTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final Fingerprint ANY = new Fingerprint(6, "00", "00");

    @TempDir Path temporary;
    private Path root;
    private Path outside;
    private NasFiles files;

    @BeforeEach
    void two_homes_and_something_outside() throws IOException {
        root = temporary.resolve("nas");
        outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        files = new FolderNas(root, temporary.resolve("known"), OptionalLong.empty()).files();
        files.createHome(ALICE);
        files.createHome(BOB);
        write(new NasPath(BOB, "secret.txt"));
    }

    private static NasPath alice(String path) {
        return new NasPath(ALICE, path);
    }

    private void write(NasPath path) {
        try {
            files.write(
                    path, new ByteArrayInputStream("hers".getBytes(StandardCharsets.UTF_8)), -1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }

    private void nothingOutsideChanged() throws IOException {
        assertThat(outside.resolve("secret.txt")).hasContent("secret");
        try (var all = Files.list(outside)) {
            assertThat(all).hasSize(1);
        }
    }

    /// Nothing gets through what stands at this path in Alice's home.
    private void isNothing(String path) throws IOException {
        var there = alice(path);
        assertThat(files.stat(there)).isEmpty();
        refused(Kind.NOT_FOUND, () -> files.list(there, 0, 10));
        refused(Kind.NOT_FOUND, () -> files.open(there, 0).close());
        refused(Kind.NOT_FOUND, () -> files.matches(there, ANY));
        refused(Kind.NOT_FOUND, () -> files.move(there, alice("moved")));
        refused(Kind.EXISTS, () -> write(there));
        refused(Kind.EXISTS, () -> files.createFolder(there));
        refused(Kind.EXISTS, () -> write(there.resolve("below.txt")));
        refused(Kind.EXISTS, () -> files.createFolder(there.resolve("below")));
        assertThat(files.stat(there.resolve("secret.txt"))).isEmpty();
        refused(Kind.NOT_FOUND, () -> files.open(there.resolve("secret.txt"), 0).close());
        assertThat(files.delete(there.resolve("secret.txt"))).isFalse();
        assertThat(files.delete(there)).isFalse();
        write(alice("mine.txt"));
        assertThat(files.move(alice("mine.txt"), there)).isFalse();
        refused(Kind.EXISTS, () -> files.move(alice("mine.txt"), there.resolve("mine.txt")));
        assertThat(files.search(NasPath.home(ALICE), "secret", 10)).isEmpty();
        assertThat(files.search(there, "", 10)).isEmpty();
        assertThat(files.list(NasPath.home(ALICE), 0, 10))
                .noneMatch(entry -> entry.path().equals(there));
        assertThat(files.removeEmptyHome(ALICE)).isFalse();
        assertThat(Files.exists(root.resolve("alice").resolve(path), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        nothingOutsideChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../outside", "../../outside/secret.txt", "../bob", "/etc", ".", "gone"})
    void a_link_in_a_home_is_nothing(String target) throws IOException {
        Files.createSymbolicLink(root.resolve("alice/link"), Path.of(target));
        isNothing("link");
        assertThat(files.space(ALICE).used()).isEqualTo(4);
    }

    @Test
    void a_link_deep_in_a_home_is_nothing() throws IOException {
        files.createFolder(alice("one/two"));
        Files.createSymbolicLink(root.resolve("alice/one/two/link"), outside);
        isNothing("one/two/link");
    }

    @Test
    void a_home_that_became_a_link_is_no_home() throws IOException {
        Files.delete(root.resolve("alice"));
        Files.createSymbolicLink(root.resolve("alice"), root.resolve("bob"));
        assertThat(files.stat(NasPath.home(ALICE))).isEmpty();
        assertThat(files.stat(alice("secret.txt"))).isEmpty();
        refused(Kind.NOT_FOUND, () -> files.list(NasPath.home(ALICE), 0, 10));
        refused(Kind.NOT_FOUND, () -> files.open(alice("secret.txt"), 0).close());
        refused(Kind.NOT_FOUND, () -> write(alice("a.txt")));
        refused(Kind.EXISTS, () -> files.createHome(ALICE));
        assertThat(files.removeEmptyHome(ALICE)).isFalse();
        assertThat(files.list(NasPath.home(BOB), 0, 10)).hasSize(1);
    }

    @Test
    void a_pipe_is_nothing_and_nobody_waits_for_it() throws Exception {
        var made =
                new ProcessBuilder("mkfifo", root.resolve("alice/pipe").toString())
                        .inheritIO()
                        .start();
        assumeTrue(made.waitFor() == 0);
        assertTimeoutPreemptively(TestPatience.LONGEST, () -> isNothing("pipe"));
    }

    @Test
    void a_socket_is_nothing() throws IOException {
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("alice/socket")));
            assertTimeoutPreemptively(TestPatience.LONGEST, () -> isNothing("socket"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../bob",
                "a/../../bob/secret.txt",
                "/etc/passwd",
                "a//b",
                "a/./b",
                "a/",
                "..\\bob",
                "a\0b"
            })
    void a_path_that_leads_elsewhere_cannot_even_be_said(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> alice(path));
        assertThatIllegalArgumentException().isThrownBy(() -> NasPath.home(ALICE).resolve(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bob", "BOB", "bob ", ".bob", "bob.", ".porter-nas", "böb", "bob/x"})
    void a_user_name_is_nobody_elses_in_another_spelling(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserName(name));
    }

    @Test
    void a_folder_beside_the_homes_in_another_case_is_no_home() throws IOException {
        assumeTrue(!Files.exists(root.resolve("ALICE")));
        Files.createDirectory(root.resolve("ALICE"));
        Files.writeString(root.resolve("ALICE/a.txt"), "other");
        assertThat(files.stat(alice("a.txt"))).isEmpty();
    }

    @Test
    void a_link_that_is_swapped_in_for_a_folder_never_leads_out() throws Exception {
        assumeTrue(Directory.holds());
        var folder = root.resolve("alice/folder");
        var aside = root.resolve("alice/aside");
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("secret.txt"), "hers!!");
        var stop = new AtomicBoolean();
        var swaps = new AtomicInteger();
        var wrote = 0;
        var readIt = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var attacker =
                    executor.submit(() -> {
                        while (!stop.get()) {
                            // Porter may have made the folder anew in the meantime.
                            var free = Files.exists(aside) ? junk(swaps.get()) : aside;
                            if (renamed(folder, free)) {
                                linkForAMoment(folder);
                            }
                            if (renamed(aside, folder)) {
                                swaps.incrementAndGet();
                            }
                        }
                        return true;
                    });
            try {
                var end = System.nanoTime() + TestPatience.LONGEST.toNanos();
                // However the machine shares its time out, all of it has to happen.
                for (var n = 0;
                        n < 2000
                                || ((swaps.get() <= 10 || wrote == 0 || readIt == 0)
                                        && System.nanoTime() < end);
                        n++) {
                    wrote += n % 10 == 0 && writes("folder/" + n) ? 1 : 0;
                    readIt += readsOnlyHers() ? 1 : 0;
                }
            } finally {
                stop.set(true);
            }
            assertThat(attacker.get()).isTrue();
        }
        assertThat(swaps).hasValueGreaterThan(10);
        assertThat(wrote).isPositive();
        assertThat(readIt).isPositive();
        nothingOutsideChanged();
    }

    private Path junk(int number) {
        return root.resolve("alice/junk-" + number + "-" + System.nanoTime());
    }

    private static boolean renamed(Path from, Path to) {
        try {
            Files.move(from, to);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void linkForAMoment(Path link) throws IOException {
        try {
            Files.createSymbolicLink(link, outside);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        Files.delete(link);
    }

    private boolean writes(String path) {
        try {
            write(alice(path));
            files.move(alice(path), alice(path + "-moved"));
            files.delete(alice(path + "-moved"));
            files.search(NasPath.home(ALICE), "secret", 100);
            return true;
        } catch (NasException e) {
            return false;
        }
    }

    private boolean readsOnlyHers() throws IOException {
        try (var in = files.open(alice("folder/secret.txt"), 0)) {
            assertThat(in.readAllBytes()).asString().isEqualTo("hers!!");
            return true;
        } catch (NasException e) {
            assertThat(e.kind()).isIn(Kind.NOT_FOUND);
            return false;
        }
    }
}
