package dev.porter.start;

import dev.porter.gateway.NasGatewaySettings;
import dev.porter.settings.CannotStartException;
import dev.porter.settings.PorterSettings;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// Looks at what an administrator set before anything is made of it: a wrong setting is then found
/// within a second, and is not hidden behind what is missing because of it.
final class Preflight implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final String PORT = "server.port";
    private static final int LAST_PORT = 65_535;
    private static final String DATABASE = "spring.datasource.url";
    private static final List<String> KEEPS_H2_WHOLE =
            List.of("WRITE_DELAY=0", "REUSE_SPACE=FALSE");

    @Override
    public void initialize(GenericApplicationContext context) {
        var settings = Binder.get(context.getEnvironment());
        settings.bindOrCreate("porter.nas", NasGatewaySettings.class);
        checkPort(settings.bind(PORT, Integer.class).orElse(0));
        checkDatabase(settings.bind(DATABASE, String.class).orElse(""));
        var folder = DataFolder.take(settings.bindOrCreate("porter", PorterSettings.class).data());
        // What was registered first is let go of last, after the database.
        context.getDefaultListableBeanFactory().registerDisposableBean("dataFolder", folder::close);
    }

    private static void checkPort(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new CannotStartException(
                    "%s must be a number from 1 to %d, or 0 for any free one: correct it, or leave it out."
                            .formatted(PORT, LAST_PORT));
        }
    }

    private static void checkDatabase(String url) {
        var upper = url.toUpperCase(Locale.ROOT);
        if (upper.startsWith("JDBC:H2:")
                && !KEEPS_H2_WHOLE.stream().allMatch(rule -> upper.contains(";" + rule))) {
            throw new CannotStartException(
                    "H2 loses what it confirmed unless %s ends with ;%s: add that, or remove %s to use"
                                    .formatted(DATABASE, String.join(";", KEEPS_H2_WHOLE), DATABASE)
                            + " the built-in database.");
        }
    }
}
