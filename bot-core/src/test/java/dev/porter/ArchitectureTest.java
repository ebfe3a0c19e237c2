package dev.porter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;

/// The rules of the house that the compiler does not know.
@AnalyzeClasses(packages = "dev.porter", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Pattern PLATFORM =
            Pattern.compile(
                    "(?i)telegram|discord|whatsapp|signal|web.?chat|chat.?page"
                            // "web" alone is also what no user may be called
                            + "|(equals\\(|case |== *)\"web\"");

    /// Where Spring may appear by the nature of the package.
    private static final List<String> SPRING_PACKAGES =
            List.of(
                    "dev.porter.core",
                    "dev.porter.durable",
                    "dev.porter.settings",
                    "dev.porter.schedule",
                    "dev.porter.notice");

    /// What every class may say: which exceptions mean "try again", how a password is hashed, and
    /// whose transaction it is in.
    private static final List<String> ALLOWED =
            List.of(
                    "org.springframework.dao.TransientDataAccessException",
                    "org.springframework.dao.RecoverableDataAccessException",
                    "org.springframework.dao.NonTransientDataAccessResourceException",
                    "org.springframework.transaction.TransactionException",
                    "org.springframework.transaction.annotation.Transactional",
                    "org.springframework.transaction.annotation.Propagation",
                    "org.springframework.transaction.annotation.Isolation",
                    "org.springframework.security.crypto.argon2.Argon2PasswordEncoder");

    @ArchTest
    static final ArchRule plain_java_by_default =
            noClasses()
                    .that(describe("are neither stores nor wiring", ArchitectureTest::isPlain))
                    .should()
                    .dependOnClassesThat(
                            describe(
                                    "belong to Spring",
                                    type ->
                                            type.getPackageName().startsWith("org.springframework")
                                                    && !ALLOWED.contains(type.getName())));

    private static boolean isPlain(JavaClass type) {
        var outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return !outer.getSimpleName().endsWith("Configuration")
                && !outer.getSimpleName().endsWith("Repository")
                && !outer.isAnnotatedWith(Repository.class)
                && !SPRING_PACKAGES.contains(outer.getPackageName());
    }

    @ArchTest
    static final ArchRule ports_know_nothing_of_frameworks =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.porter.chat", "dev.porter.nas")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..", "jakarta..", "tools.jackson..", "org.h2..");

    @ArchTest
    static final ArchRule time_comes_from_the_clock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(OffsetDateTime.class, "now")
                    .orShould()
                    .callMethod(ZonedDateTime.class, "now")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .callConstructor(Date.class)
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nobody_sleeps =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl)");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            SlicesRuleDefinition.slices().matching("dev.porter.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_class_has_a_platforms_name =
            classes()
                    .should(
                            have(
                                    describe(
                                            "a name without a platform's",
                                            (JavaClass type) ->
                                                    !PLATFORM.matcher(type.getName()).find())));

    @ArchTest
    static void no_text_has_a_platforms_name(
            com.tngtech.archunit.core.domain.JavaClasses imported) {
        try (var files = Files.walk(Path.of("src/main"))) {
            var named =
                    files.filter(file -> file.toString().matches(".*\\.(java|sql|properties|yaml)"))
                            .flatMap(ArchitectureTest::code)
                            .filter(line -> PLATFORM.matcher(line).find())
                            .toList();
            assertThat(named).isEmpty();
            assertThat(imported).hasSizeGreaterThan(100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines of a file without its doc comments, which may give examples.
    private static Stream<String> code(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.strip().startsWith("//"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
