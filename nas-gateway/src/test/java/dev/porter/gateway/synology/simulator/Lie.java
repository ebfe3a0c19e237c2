package dev.porter.gateway.synology.simulator;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/// What becomes of bytes that have come, whatever is said of them.
enum Lie {
    NONE,
    SHORTENED,
    CHANGED;

    void tell(Path content) throws IOException {
        if (this == NONE) {
            return;
        }
        try (var file = new RandomAccessFile(content.toFile(), "rw")) {
            if (file.length() == 0) {
                return;
            }
            if (this == SHORTENED) {
                file.setLength(file.length() - 1);
                return;
            }
            var middle = file.length() / 2;
            file.seek(middle);
            var one = file.read();
            file.seek(middle);
            file.write(one ^ 1);
        }
    }
}
