package dev.porter.disk;

import java.io.IOException;

/// What may still be written somewhere.
@FunctionalInterface
public interface Headroom {
    /// How many bytes; less than nothing when there are too many already. Several may write at the
    /// same time.
    long left() throws IOException;

    /// The same content, which fails before the room is used up.
    ///
    /// @param small so many bytes are not asked for
    /// @return throws [NoRoomException] when it is written and there is no room for all of it
    default Disk.Content bounds(Disk.Content content, long small) {
        return out -> content.writeTo(new Bounded(out, this, small));
    }
}
