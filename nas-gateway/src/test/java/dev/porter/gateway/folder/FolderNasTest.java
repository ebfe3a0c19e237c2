package dev.porter.gateway.folder;

import dev.porter.nas.Nas;
import dev.porter.nas.NasContract;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;

class FolderNasTest extends NasContract {
    @TempDir Path temporary;

    @Override
    protected Nas newNas() {
        return new FolderNas(
                temporary.resolve("nas"), temporary.resolve("nas-folders"), OptionalLong.empty());
    }
}
