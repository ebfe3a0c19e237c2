package dev.porter.gateway.folder;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Real disks for a test, which is skipped where none may be mounted. They are gone after it.
final class Mounts implements AfterEachCallback {
    private final Deque<Path> mounted = new ArrayDeque<>();

    /// Mounts something.
    ///
    /// @param place where, made for it
    /// @param how the arguments of `mount` before that
    Path at(Path place, String... how) throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        Files.createDirectories(place);
        var command = new ArrayList<String>();
        command.add("mount");
        command.addAll(List.of(how));
        command.add(place.toString());
        assumeTrue(run(command.toArray(String[]::new)), "may not mount a disk here");
        mounted.push(place);
        return place;
    }

    /// Runs a command.
    ///
    /// @return whether it is there and succeeded
    static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Unmounts all, the last one first; what somebody still looks into goes when they have done.
    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        while (!mounted.isEmpty()) {
            var place = mounted.pop().toString();
            var _ = run("umount", place) || run("umount", "--lazy", place);
        }
    }
}
