package dev.porter.gateway.synology;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.nas.NasPath;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one thread of Porter at a time give a name to something. Whether a name is free is
/// otherwise true only at the moment when DSM says so. Each name has a lock of its own: to move a
/// large folder can take minutes, for which nobody else may have to wait.
final class NameLocks {
    private final LoadingCache<NasPath, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    <T> T alone(NasPath path, Supplier<T> work) {
        var lock = locks.get(path);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
