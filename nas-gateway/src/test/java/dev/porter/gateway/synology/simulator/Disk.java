package dev.porter.gateway.synology.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The simulated volume: names in memory, so that they do not depend on this computer's file
/// system; contents in temporary files.
final class Disk implements AutoCloseable {
    private final Path contents;
    private final Node root = new Node("", null, true);
    private long capacity = 4_000_000_000_000L;

    Disk() {
        try {
            contents = Files.createTempDirectory("dsm-simulator");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file or folder.
    static final class Node {
        private String name;
        private Node parent;
        private Path content;
        private long size;
        private final boolean folder;
        private final Map<String, Node> children = new LinkedHashMap<>();
        private long modified = Instant.now().getEpochSecond();
        private Instant named = Instant.now();

        private Node(String name, Node parent, boolean folder) {
            this.name = name;
            this.parent = parent;
            this.folder = folder;
        }

        String name() {
            return name;
        }

        boolean folder() {
            return folder;
        }

        long size() {
            return size;
        }

        long modified() {
            return modified;
        }

        Path content() {
            return content;
        }

        /// Since when it has its name.
        Instant named() {
            return named;
        }

        void modified(long seconds) {
            modified = seconds;
        }

        String path() {
            return parent == null ? "" : parent.path() + "/" + name;
        }
    }

    synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    synchronized long free() {
        return Math.max(0, capacity - size(root));
    }

    synchronized Optional<Node> find(String path) {
        var node = root;
        for (var name : names(path)) {
            node = node.children.get(name);
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }

    synchronized List<Node> children(Node folder) {
        var order =
                Comparator.comparing((Node node) -> node.name.toLowerCase(Locale.ROOT))
                        .thenComparing(Node::name);
        return folder.children.values().stream().sorted(order).toList();
    }

    synchronized List<Node> below(Node folder) {
        var found = new ArrayList<Node>();
        for (var child : folder.children.values()) {
            found.add(child);
            found.addAll(below(child));
        }
        return found;
    }

    synchronized long size(Node node) {
        return node.size + node.children.values().stream().mapToLong(this::size).sum();
    }

    /// Makes a folder and those above it, all but the share itself.
    synchronized Node makeFolders(String path) {
        var node = root;
        for (var name : names(path)) {
            var parent = node;
            node = node.children.computeIfAbsent(name, n -> new Node(n, parent, true));
            if (!node.folder) {
                throw new Refusal(414);
            }
        }
        return node;
    }

    /// A place for bytes that are on their way, until this is closed.
    synchronized Path incoming() throws IOException {
        return Files.createTempFile(contents, "content", "");
    }

    /// Drops bytes that came, unless they got a name.
    synchronized void forget(Path content) throws IOException {
        if (below(root).stream().noneMatch(node -> content.equals(node.content))) {
            Files.deleteIfExists(content);
        }
    }

    /// Gives bytes that came a name; what had the name is gone.
    synchronized void put(Node folder, String name, Path content) throws IOException {
        remove(folder.children.get(name));
        var node = new Node(name, folder, false);
        node.content = content;
        node.size = Files.size(content);
        folder.children.put(name, node);
    }

    /// Moves or copies; what is at the new place must be out of the way.
    synchronized void move(Node node, Node folder, String name, boolean copy) {
        try {
            if (copy) {
                copy(node, folder, name);
            } else {
                node.parent.children.remove(node.name);
                node.name = name;
                node.named = Instant.now();
                node.parent = folder;
                folder.children.put(name, node);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Node node, Node folder, String name) throws IOException {
        if (!node.folder) {
            var content = incoming();
            Files.copy(node.content, content, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            put(folder, name, content);
            return;
        }
        var made = new Node(name, folder, true);
        folder.children.put(name, made);
        for (var child : List.copyOf(node.children.values())) {
            copy(child, made, child.name);
        }
    }

    synchronized void remove(Node node) {
        if (node == null) {
            return;
        }
        node.parent.children.remove(node.name, node);
        forEachFile(
                node,
                file -> {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    static String md5(Path content) {
        try (InputStream in = Files.newInputStream(content)) {
            var digest = MessageDigest.getInstance("MD5");
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (var files = Files.walk(contents)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void forEachFile(Node node, Consumer<Path> todo) {
        if (node.content != null) {
            todo.accept(node.content);
        }
        node.children.values().forEach(child -> forEachFile(child, todo));
    }

    private static List<String> names(String path) {
        return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/", -1));
    }
}
