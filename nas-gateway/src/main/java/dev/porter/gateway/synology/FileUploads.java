package dev.porter.gateway.synology;

import dev.porter.disk.TemporaryFolder;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Stores new files. A file arrives under a name of its own and gets the wanted one when all of it
/// is there.
final class FileUploads {
    private static final int LOOKS_AFTER_UPLOAD = 5;

    private final DsmClient client;
    private final FileLookup lookup;
    private final FileNaming naming;
    private final NameLocks locks;
    private final TemporaryFolder temporary;

    /// What is arriving now, whatever its age seems to be to whose clock.
    private final Set<NasPath> arriving = ConcurrentHashMap.newKeySet();

    FileUploads(
            DsmClient client,
            FileLookup lookup,
            FileNaming naming,
            NameLocks locks,
            TemporaryFolder temporary) {
        this.client = client;
        this.lookup = lookup;
        this.naming = naming;
        this.locks = locks;
        this.temporary = temporary;
    }

    /// As [dev.porter.nas.NasFiles#write] says.
    long write(NasPath path, InputStream content, long size) throws IOException {
        DsmNames.check(path);
        requireFree(path);
        if (size >= 0) {
            return arrive(path, content, size);
        }
        try (var spool = Spool.in(temporary)) {
            var length = spool.fill(content);
            requireFree(path);
            return arrive(path, spool, length);
        }
    }

    private long arrive(NasPath path, Spool spool, long size) {
        try {
            return arrive(path, spool.content(), size);
        } catch (IOException e) {
            throw Spool.trouble(e);
        }
    }

    private void requireFree(NasPath path) {
        if (lookup.lookAhead(path).isPresent()) {
            throw new NasException(Kind.EXISTS, path + " is there already.");
        }
    }

    private long arrive(NasPath path, InputStream content, long size) throws IOException {
        var upload = path.parent().resolve(DsmNames.ARRIVING + UUID.randomUUID());
        var published = false;
        arriving.add(upload);
        try {
            upload(upload, content, size);
            published =
                    locks.alone(
                            path, () -> lookup.look(path).isEmpty() && naming.rename(upload, path));
        } finally {
            if (!published) {
                discard(upload);
            }
            arriving.remove(upload);
        }
        if (!published) {
            throw new NasException(Kind.EXISTS, path + " is there already.");
        }
        return size;
    }

    private void upload(NasPath arriving, InputStream content, long size) throws IOException {
        var body = new DsmContent(content, size);
        try {
            var answer = client.upload(lookup.place(arriving.parent()), arriving.name(), body);
            if (DsmAnswers.yes(answer.path("blSkip")) || !isThere(arriving, size)) {
                throw new NasException(
                        Kind.AWAY, "DSM says that it took a file, and does not have it.");
            }
        } catch (DsmRefusal refusal) {
            // The content cannot be sent again: whoever has it may.
            throw refusal.isOfSession()
                    ? new NasException(Kind.AWAY, "DSM ended the session in an upload.", refusal)
                    : refusal.about(arriving.parent());
        } catch (IOException e) {
            if (body.failure() != null) {
                throw body.failure();
            }
            if (!body.complete() || !arrivesLate(arriving, size)) {
                throw DsmHttp.failure(e);
            }
        } catch (NasException e) {
            if (e.kind() != Kind.AWAY || !body.complete() || !arrivesLate(arriving, size)) {
                throw e;
            }
        }
    }

    private boolean isThere(NasPath path, long size) {
        return lookup.look(path).filter(item -> !item.folder() && item.size() == size).isPresent();
    }

    /// Whether DSM has it although the answer was lost, as it happens with proxies before DSM.
    private boolean arrivesLate(NasPath path, long size) {
        for (int looks = 1; looks <= LOOKS_AFTER_UPLOAD; looks++) {
            if (isThere(path, size)) {
                return true;
            }
            var _ = client.rest(looks);
        }
        return false;
    }

    /// Gets rid of what broke off long ago, if that is possible now.
    void sweep(NasPath upload) {
        if (!arriving.contains(upload)) {
            discard(upload);
        }
    }

    /// Gets rid of a file that is not wanted, if that is possible now.
    private void discard(NasPath path) {
        try {
            naming.remove(path);
        } catch (NasException | DsmRefusal e) {
            // It is hidden, and swept away when its folder is listed a day later.
        }
    }
}
