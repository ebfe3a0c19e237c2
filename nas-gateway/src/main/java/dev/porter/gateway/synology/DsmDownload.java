package dev.porter.gateway.synology;

import dev.porter.nas.NasException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// A file's bytes on their way from DSM. When the connection breaks they go on where they stopped,
/// as long as the file is still the same.
final class DsmDownload extends InputStream {
    /// Without a byte in between. The waits between them double up to most of a minute, so that DSM
    /// may be restarted meanwhile.
    private static final int MOST_BREAKS = 9;

    private final DsmClient client;
    private final DownloadPlaces places;
    private final DsmCall call;
    private final long size;
    private final Unchanged unchanged;
    private final ReentrantLock reading = new ReentrantLock();
    private long at;
    private int breaks;
    private Instant lastRead;
    private volatile @Nullable Response response;
    private @Nullable InputStream body;
    private volatile boolean closed;

    /// Whether the file is still what it was when reading began.
    @FunctionalInterface
    interface Unchanged {
        boolean check();
    }

    /// A download that waits for its turn, and stands when the constructor returns.
    ///
    /// @param call as [DsmClient#download] takes it
    /// @param size of the whole file
    /// @param offset less than the size
    DsmDownload(DsmClient client, DsmCall call, long size, long offset, Unchanged unchanged)
            throws IOException {
        this.client = client;
        this.places = client.http().places();
        this.call = call;
        this.size = size;
        this.at = offset;
        this.unchanged = unchanged;
        this.lastRead = places.now();
        places.take(this);
        try {
            body = connect();
        } catch (IOException | RuntimeException e) {
            places.leave(this);
            throw e;
        }
    }

    private InputStream body() throws IOException {
        var open = body;
        if (open != null) {
            return open;
        }
        if (!places.has(this)) {
            places.take(this);
            requireOpen();
            if (!unchanged.check()) {
                throw new IOException("It is another file now.");
            }
        }
        var fresh = connect();
        requireOpen();
        body = fresh;
        return fresh;
    }

    /// Somebody may have closed it meanwhile.
    private void requireOpen() throws IOException {
        if (closed) {
            close();
            throw new IOException("It is closed.");
        }
    }

    private InputStream connect() throws IOException {
        var answer =
                client.download(call, at)
                        .orElseThrow(() -> new IOException("DSM does not find the file again."));
        response = answer;
        var in = answer.body().byteStream();
        if (at > 0 && !startsAt(answer)) {
            in.skipNBytes(at);
        }
        return in;
    }

    /// Gives up its place and its connection if it has not been read since a time.
    ///
    /// @return whether it did
    boolean givesUp(Instant before) {
        if (!reading.tryLock()) {
            return false;
        }
        try {
            if (!places.has(this) || !lastRead.isBefore(before)) {
                return false;
            }
            hangUp();
            places.leave(this);
            return true;
        } finally {
            reading.unlock();
        }
    }

    private boolean startsAt(Response answer) {
        var range = answer.header("Content-Range", "");
        return answer.code() == 206 && range != null && range.startsWith("bytes " + at + "-");
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        reading.lock();
        try {
            return readOn(buffer, offset, length);
        } finally {
            lastRead = places.now();
            reading.unlock();
        }
    }

    private int readOn(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            requireOpen();
            if (at >= size) {
                return -1;
            }
            try {
                int count = body().read(buffer, offset, (int) Math.min(length, size - at));
                if (count > 0) {
                    at += count;
                    breaks = 0;
                    return count;
                }
                throw new IOException("DSM sends less than the file has.");
            } catch (NasException | DsmRefusal e) {
                goOn(new IOException("DSM does not go on sending.", e));
            } catch (IOException e) {
                goOn(e);
            }
        }
    }

    /// Waits until the file can be read on.
    ///
    /// @throws IOException when it cannot
    private void goOn(IOException broken) throws IOException {
        hangUp();
        while (true) {
            if (++breaks > MOST_BREAKS || closed) {
                throw broken;
            }
            try {
                client.restLong(breaks);
                if (unchanged.check()) {
                    return;
                }
            } catch (NasException | DsmRefusal e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw broken;
                }
                continue;
            }
            throw new IOException("The file changed while it was read.", broken);
        }
    }

    private void hangUp() {
        var answer = response;
        response = null;
        body = null;
        if (answer != null) {
            answer.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        hangUp();
        places.leave(this);
    }
}
