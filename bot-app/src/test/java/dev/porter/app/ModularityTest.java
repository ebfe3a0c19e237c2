package dev.porter.app;

import dev.porter.PorterApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The packages below `dev.porter` are features: they do not go in circles, and none reaches into
/// another one's inside.
class ModularityTest {
    @Test
    void the_features_do_not_go_in_circles() {
        ApplicationModules.of(PorterApplication.class.getPackageName(), new ProductOnly()).verify();
    }
}
