package dev.porter.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The processes that a test starts; they end with it.
final class Porters implements AfterEachCallback {
    private final List<PorterProcess> started = new ArrayList<>();

    PorterProcess start(Path data, String... settings) {
        return ends(PorterProcess.start(data, settings));
    }

    /// Has one end with the test that was started in another way.
    PorterProcess ends(PorterProcess porter) {
        started.add(porter);
        return porter;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        started.forEach(PorterProcess::close);
    }
}
