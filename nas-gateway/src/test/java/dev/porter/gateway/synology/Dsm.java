package dev.porter.gateway.synology;

import dev.porter.core.TestPatience;
import dev.porter.disk.TemporaryFolder;
import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Profile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A simulated DSM and Porter's way to it.
///
/// @param nas made of settings as an administrator writes them
record Dsm(DsmSimulator simulator, SynologyNas nas) implements AutoCloseable {
    /// Where Porter keeps on this computer what nobody needs after a stop.
    static final Path HERE = Path.of("target", "tmp-" + ProcessHandle.current().pid());

    static final TemporaryFolder TEMPORARY = TemporaryFolder.in(HERE);

    /// Tries again soon, and gives up as late as a test.
    static final DsmPace FAST =
            new DsmPace(
                    TestPatience.LONGEST,
                    TestPatience.LONGEST,
                    TestPatience.LONGEST,
                    TestPatience.LONGEST,
                    TestPatience.LONGEST,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(30),
                    TestPatience.LONGEST,
                    Duration.ofMillis(10),
                    6,
                    3,
                    2);

    static Dsm start(Profile profile) {
        return start(profile, Map.of(), Clock.systemUTC());
    }

    /// @param more settings besides the usual ones, or instead of them; an empty one is left out
    static Dsm start(Profile profile, Map<String, String> more, Clock clock) {
        var simulator = DsmSimulator.start(profile);
        return new Dsm(simulator, connect(simulator, more, FAST, clock));
    }

    static SynologyNas connect(
            DsmSimulator simulator, Map<String, String> more, DsmPace pace, Clock clock) {
        return new SynologyNas(settings(simulator, more).checked(), pace, TEMPORARY, clock);
    }

    static SynologySettings settings(DsmSimulator simulator, Map<String, String> more) {
        var values = new HashMap<>(simulator.settings());
        values.putAll(more);
        values.values().removeIf(String::isEmpty);
        return bind(values);
    }

    static SynologySettings bind(Map<String, String> values) {
        var properties = new HashMap<String, String>();
        values.forEach((key, value) -> properties.put("porter.nas.synology." + key, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("porter.nas.synology", SynologySettings.class);
    }

    @Override
    public void close() {
        nas.close();
        simulator.close();
    }
}
