package dev.porter.gateway.synology;

import dev.porter.nas.NasPath;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Lets one thread of Porter at a time give a name to something. Whether a name is free is
/// otherwise true only at the moment when DSM says so.
final class NameLocks {
    private final List<ReentrantLock> locks =
            IntStream.range(0, 64).mapToObj(n -> new ReentrantLock()).toList();

    <T> T alone(NasPath path, Supplier<T> work) {
        var lock = locks.get(Math.floorMod(path.hashCode(), locks.size()));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
