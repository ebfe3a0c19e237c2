package dev.porter.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where on a disk a text stands. Porter may be running meanwhile: what is gone when it is looked
/// at is left out.
public final class Traces {
    private static final int PIECE = 1 << 20;

    private Traces() {}

    /// In which files below a folder a text stands, in either encoding that Porter's files have.
    public static List<Path> of(String text, Path folder) {
        var encoded =
                Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)
                        .map(set -> new String(text.getBytes(set), StandardCharsets.ISO_8859_1))
                        .toList();
        return files(folder).stream().filter(file -> contains(file, encoded)).toList();
    }

    /// All files below a folder.
    public static List<Path> files(Path folder) {
        return all(folder, BasicFileAttributes::isRegularFile);
    }

    /// A folder and all below it.
    public static List<Path> folders(Path folder) {
        return all(folder, BasicFileAttributes::isDirectory);
    }

    private static List<Path> all(Path folder, Predicate<BasicFileAttributes> kind) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path below, BasicFileAttributes about) {
                            return visitFile(below, about);
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                            if (kind.test(about)) {
                                found.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException why)
                                throws IOException {
                            if (why instanceof NoSuchFileException && !file.equals(folder)) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw why;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean contains(Path file, List<String> texts) {
        var overlap = texts.stream().mapToInt(String::length).max().orElseThrow();
        try (var in = Files.newInputStream(file)) {
            var piece = "";
            for (var more = in.readNBytes(PIECE); more.length > 0; more = in.readNBytes(PIECE)) {
                piece =
                        piece.substring(Math.max(0, piece.length() - overlap))
                                + new String(more, StandardCharsets.ISO_8859_1);
                if (texts.stream().anyMatch(piece::contains)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
