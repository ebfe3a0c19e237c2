package dev.porter.files;

import dev.porter.account.Account;
import dev.porter.disk.TemporaryFolder;
import dev.porter.durable.Moments;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The catalogue of each account in a file of its own home, so that the NAS alone is enough to make
/// the catalogue again. The name of a manifest ends with a digest of what is in it.
public class Manifests {
    private static final Logger log = LoggerFactory.getLogger(Manifests.class);
    private static final String FOLDER = ".porter/catalogue";
    private static final String ENDS = ".jsonl";
    private static final int DIGITS = 16;
    private static final int KEPT = 3;
    private static final int AT_ONCE = 1_000;

    private final ManifestLines catalogue;
    private final Nas nas;
    private final TemporaryFolder temporary;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    Manifests(ManifestLines catalogue, Nas nas, TemporaryFolder temporary, Clock clock) {
        this.catalogue = catalogue;
        this.nas = nas;
        this.temporary = temporary;
        this.clock = clock;
    }

    /// Writes an account's manifest into its home, unless the latest one there says the same. It is
    /// done one after the other, as what a kill left of one is taken away first.
    ///
    /// @throws NasException when the NAS cannot be written to
    public synchronized void write(Account account) {
        try {
            var local = temporary.file("manifest");
            try {
                put(account, local, lines(account, local));
            } finally {
                Files.deleteIfExists(local);
            }
        } catch (IOException e) {
            throw new NasException(
                    NasException.Kind.BROKEN, "No manifest of " + account.home() + ".", e);
        }
    }

    /// @return the digest of what was written
    private String lines(Account account, Path into) throws IOException {
        var digest = Fingerprint.newSha256();
        try (var writer = Files.newOutputStream(into)) {
            var last = 0L;
            for (var some = catalogue.after(account.id(), last, AT_ONCE);
                    !some.isEmpty();
                    some = catalogue.after(account.id(), last, AT_ONCE)) {
                for (var line : some) {
                    var bytes =
                            (json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
                    digest.update(bytes);
                    writer.write(bytes);
                }
                last = some.getLast().version();
            }
        }
        return digits(digest);
    }

    private void put(Account account, Path local, String digest) throws IOException {
        var files = nas.files();
        files.sweep(folder(account));
        var there = manifests(files, account);
        if (!there.isEmpty() && there.getFirst().path().name().contains(digest)) {
            return;
        }
        var latest = there.isEmpty() ? null : there.getFirst().path().name();
        var name = Moments.next(latest, clock.instant()) + "-" + digest + ENDS;
        try (var content = Files.newInputStream(local)) {
            files.publish(folder(account).resolve(name), content);
        }
        for (var old : there.stream().skip(KEPT - 1).toList()) {
            files.delete(old.path());
        }
    }

    private static NasPath folder(Account account) {
        return NasPath.home(account.home()).resolve(FOLDER);
    }

    /// The manifests of an account, latest first.
    private static List<NasEntry> manifests(NasFiles files, Account account) {
        if (files.stat(folder(account)).isEmpty()) {
            return List.of();
        }
        return files.list(folder(account), 0, AT_ONCE).stream()
                .filter(entry -> !entry.folder() && entry.path().name().endsWith(ENDS))
                .sorted(Comparator.comparing((NasEntry entry) -> entry.path().name()).reversed())
                .toList();
    }

    /// Reads the latest manifest of an account that is whole; empty when there is none.
    List<ManifestLine> read(Account account, Unreadable unreadable) {
        var all =
                unreadable.read(
                        folder(account),
                        List.<NasEntry>of(),
                        () -> manifests(nas.files(), account));
        for (var manifest : all) {
            var lines =
                    unreadable.read(
                            manifest.path(),
                            Optional.<List<ManifestLine>>empty(),
                            () -> whole(account, manifest.path()));
            if (lines.isPresent()) {
                return lines.get();
            }
        }
        return List.of();
    }

    private Optional<List<ManifestLine>> whole(Account account, NasPath manifest)
            throws IOException {
        var digest = Fingerprint.newSha256();
        try (var content =
                new BufferedReader(
                        new InputStreamReader(
                                new DigestInputStream(nas.files().open(manifest, 0), digest),
                                StandardCharsets.UTF_8))) {
            var lines = content.lines().map(line -> parsed(account, line)).toList();
            if (manifest.name().contains(digits(digest))) {
                return Optional.of(lines);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (JacksonException | IllegalArgumentException _) {
            // as one that is not whole
        }
        log.warn("{} is not whole.", manifest);
        return Optional.empty();
    }

    private ManifestLine parsed(Account account, String text) {
        var line = json.readValue(text, ManifestLine.class);
        NasPath.home(account.home()).resolve(line.path()); // refuses what leaves the home
        return line;
    }

    private static String digits(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
