package dev.porter.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// The platforms that the manual starts by hand.
class ToTryTest {
    @Test
    void they_need_nothing_that_only_a_run_of_tests_brings() {
        noClasses()
                .that()
                .haveSimpleName("FakeDiscordMain")
                .or()
                .haveSimpleName("TelegramToTry")
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAPackage("org.junit.platform.launcher..")
                .check(new ClassFileImporter().importPackages("dev.porter"));
    }
}
