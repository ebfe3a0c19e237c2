package dev.porter.chaos;

import dev.porter.app.Samples;
import dev.porter.core.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// A folder as the NAS, whose disk is unmounted now and then.
final class FolderUnderFire implements NasUnderFire {
    private static final String INCOMING = ".porter-incoming";

    /// A home has a folder with one for every month.
    private static final int MONTHS_DEEP = 3;

    private final Path folder;
    private final Path elsewhere;
    private final List<String> strays = new ArrayList<>();
    private int faults;

    FolderUnderFire(Path folder) {
        this.folder = folder;
        this.elsewhere = folder.resolveSibling("nas-unmounted");
    }

    @Override
    public String kind() {
        return "a folder as the NAS";
    }

    @Override
    public List<String> settings() {
        return List.of("--porter.nas.type=folder", "--porter.nas.folder.path=" + folder);
    }

    @Override
    public Runnable trouble(Random random) {
        return goAway(random);
    }

    @Override
    public Runnable goAway(Random random) {
        if (Files.notExists(folder) || Files.exists(elsewhere)) {
            return () -> {};
        }
        try {
            Files.move(folder, elsewhere);
            switch (random.nextInt(3)) {
                case 0 -> Files.createDirectory(folder);
                case 1 -> Files.createFile(folder);
                default -> {}
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faults++;
        return this::mount;
    }

    /// Nothing in it is taken away for its age in a run.
    @Override
    public void age(Duration longer) {}

    @Override
    public void calm() {}

    @Override
    public int faults() {
        return faults;
    }

    private void mount() {
        try {
            if (Files.isDirectory(folder)) {
                Traces.files(folder)
                        .forEach(file -> strays.add("in the empty mount point: " + file));
                Files.move(folder, folder.resolveSibling("strays-" + System.nanoTime()));
            }
            Files.deleteIfExists(folder);
            Files.move(elsewhere, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// They are seen in the folders.
    @Override
    public void isSeenBy(Consumer<Step> somebody) {}

    @Override
    public List<Path> whereFilesAppear() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return Traces.folders(folder).stream()
                .filter(below ->
                        below.endsWith(INCOMING)
                                || folder.relativize(below).getNameCount() == MONTHS_DEEP)
                .toList();
    }

    @Override
    public List<Kept> files() {
        var kept = new ArrayList<Kept>();
        for (var home : homes()) {
            for (var file : regularFiles(home)) {
                kept.add(kept(home, file));
            }
        }
        return kept;
    }

    @Override
    public List<String> paths() {
        return homes().stream()
                .flatMap(home -> regularFiles(home).stream())
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    private List<Path> homes() {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .filter(home -> !home.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> regularFiles(Path below) {
        if (Files.notExists(below)) {
            return List.of();
        }
        return Traces.files(below).stream().sorted().toList();
    }

    private static Kept kept(Path home, Path file) {
        try {
            return new Kept(
                    home.getFileName().toString(),
                    home.relativize(file).toString(),
                    Files.size(file),
                    Samples.sha256(Files.newInputStream(file)),
                    ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> strays() {
        var all = new ArrayList<>(strays);
        regularFiles(folder.resolve(INCOMING)).forEach(file -> all.add(file.toString()));
        return all;
    }

    @Override
    public void close() {}
}
