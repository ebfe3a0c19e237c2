package dev.porter.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of the design, and what may be used where.
@AnalyzeClasses(packages = "dev.porter", importOptions = ProductOnly.class)
class ArchitectureTest {
    private static final String[] OUTSIDE = {
        "dev.porter.web..", "dev.porter.telegram..", "dev.porter.discord..", "dev.porter.gateway..",
    };
    private static final String[] APP = {
        "dev.porter", "dev.porter.start..", "dev.porter.health..", "dev.porter.stop..",
    };
    private static final String[] SDKS = {
        "okhttp3..",
        "okio..",
        "net.dv8tion..",
        "org.telegram..",
        "org.thymeleaf..",
        "org.apache.catalina..",
        "org.apache.tomcat..",
        "jakarta.servlet..",
        "org.springframework.web..",
    };

    @ArchTest static final ArchRule web_sees_the_core_only = seesTheCoreOnly("dev.porter.web..");

    @ArchTest
    static final ArchRule telegram_sees_the_core_only = seesTheCoreOnly("dev.porter.telegram..");

    @ArchTest
    static final ArchRule discord_sees_the_core_only = seesTheCoreOnly("dev.porter.discord..");

    @ArchTest
    static final ArchRule the_gateway_sees_the_core_only = seesTheCoreOnly("dev.porter.gateway..");

    @ArchTest
    static final ArchRule the_gateway_knows_neither_chat_nor_persistence =
            noClasses()
                    .that()
                    .resideInAPackage("dev.porter.gateway..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.porter.chat..",
                            "jakarta.persistence..",
                            "org.springframework.data..");

    @ArchTest
    static final ArchRule adapters_know_neither_the_nas_nor_persistence =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.porter.web..", "dev.porter.telegram..", "dev.porter.discord..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.porter.nas..", "jakarta.persistence..");

    @ArchTest
    static final ArchRule the_core_sees_nothing_outside_and_no_sdk =
            noClasses()
                    .that(inTheCore())
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(OUTSIDE)
                                    .or(resideInAnyPackage(APP))
                                    .or(resideInAnyPackage(SDKS)));

    @ArchTest
    static final ArchRule ports_are_plain_java =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.porter.chat", "dev.porter.nas")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework..", "jakarta..");

    @ArchTest
    static final ArchRule time_comes_from_a_clock =
            noClasses()
                    .should()
                    .callMethodWhere(
                            new DescribedPredicate<JavaCall<?>>("asks the system what time it is") {
                                @Override
                                public boolean test(JavaCall<?> call) {
                                    var target = call.getTarget();
                                    var asksJavaTime =
                                            target.getOwner().getPackageName().equals("java.time")
                                                    && target.getName().equals("now")
                                                    && target.getRawParameterTypes().isEmpty();
                                    var asksSystem =
                                            target.getOwner().isEquivalentTo(System.class)
                                                    && target.getName().equals("currentTimeMillis");
                                    return asksJavaTime || asksSystem;
                                }
                            });

    @ArchTest
    static final ArchRule nobody_prints =
            noClasses()
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)$");

    @ArchTest
    static final ArchRule spring_stands_in_configurations_and_stores =
            classes()
                    .that(inTheCore())
                    .and(nameMatching(".*(Topic|Conversation|Step|Views?)$"))
                    .should()
                    .onlyDependOnClassesThat(
                            DescribedPredicate.not(resideInAPackage("org.springframework..")));

    private static ArchRule seesTheCoreOnly(String module) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(OUTSIDE)
                                .or(resideInAnyPackage(APP))
                                .and(DescribedPredicate.not(resideInAPackage(module))))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> inTheCore() {
        return DescribedPredicate.not(resideInAnyPackage(OUTSIDE).or(resideInAnyPackage(APP)))
                .as("in the core");
    }
}
