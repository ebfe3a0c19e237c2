package dev.porter.disk;

import java.io.IOException;

/// There is no room for something on the disk of this computer.
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    NoRoomException(String message) {
        super(message);
    }
}
