package dev.porter.app;

import dev.porter.core.TestClock;
import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Profile;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The real application with a Synology NAS behind it, as a simulated DSM plays it.
record SynologyHouse(DsmSimulator dsm, House house) implements AutoCloseable {
    /// A house of one's own.
    ///
    /// @param clock by which Porter lives
    static SynologyHouse open(TestClock clock) {
        var dsm = DsmSimulator.start(Profile.DSM721);
        return new SynologyHouse(
                dsm, House.by(clock, dsm.arguments("--porter.nas.address=nas.example.org")));
    }

    /// Gives a test class the house that all of them share.
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == SynologyHouse.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(SynologyHouse.class))
                    .computeIfAbsent(SynologyHouse.class, _ -> open(new TestClock()));
        }
    }

    @Override
    public void close() {
        house.close();
        dsm.close();
    }
}
