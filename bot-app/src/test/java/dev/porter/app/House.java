package dev.porter.app;

import dev.porter.PorterApplication;
import dev.porter.account.Claims;
import dev.porter.core.TestClock;
import dev.porter.core.Traces;
import dev.porter.gateway.folder.HangingDisk;
import dev.porter.schedule.DbSchedule;
import dev.porter.schedule.PutForward;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// The real application on a free port: the chat page, a folder as the NAS and H2 in a file, all in
/// a temporary folder, and nothing else.
final class House implements AutoCloseable {
    static final String PASSWORD = "Rubber-7-ducks-dance";

    private static final Pattern CODE = Pattern.compile("/start ([A-Z0-9]{20,})");

    private final Path data;
    private final boolean stays;
    private final TestClock clock;
    private final ConfigurableApplicationContext context;
    private final AtomicInteger people = new AtomicInteger();
    private @Nullable WebPerson administrator;

    private House(
            Path data,
            boolean stays,
            TestClock clock,
            @Nullable HangingDisk disk,
            String... settings) {
        this.data = data;
        this.stays = stays;
        this.clock = clock;
        var all =
                Stream.concat(
                                Stream.of("--server.port=0", "--porter.data=" + data),
                                Stream.of(settings))
                        .toArray(String[]::new);
        var porter = new SpringApplication(PorterApplication.class);
        porter.addInitializers(fresh -> {
            fresh.getBeanFactory().registerSingleton("clock", clock);
            if (disk != null) {
                fresh.getBeanFactory()
                        .registerSingleton("nas", disk.nas(nas(), data.resolve("nas-folders")));
            }
        });
        this.context = porter.run(all);
        clock.noticedBy(() -> PutForward.seenBy(part(DbSchedule.class)));
    }

    /// A house of one's own, with nobody in it.
    static House open(String... settings) {
        return by(new TestClock(), settings);
    }

    /// A house of one's own that lives by this clock.
    static House by(TestClock clock, String... settings) {
        return by(clock, null, settings);
    }

    /// A house of one's own whose NAS may hang, that lives by this clock.
    static House on(HangingDisk disk, TestClock clock) {
        return by(clock, disk);
    }

    private static House by(TestClock clock, @Nullable HangingDisk disk, String... settings) {
        Path data;
        try {
            data = Files.createTempDirectory("porter");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try {
            return new House(data, false, clock, disk, settings);
        } catch (RuntimeException e) {
            delete(data);
            throw e;
        }
    }

    /// A house in a folder that is there before and after it.
    static House at(Path data, String... settings) {
        return new House(data, true, new TestClock(), null, settings);
    }

    /// Gives a test class the house that all of them share.
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == House.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(House.class))
                    .computeIfAbsent(
                            House.class, _ -> House.open("--porter.nas.address=nas.example.org"));
        }
    }

    URI page() {
        var port = context.getEnvironment().getProperty("local.server.port");
        return URI.create("http://localhost:" + port);
    }

    /// What whoever started Porter has read.
    String claimCode() {
        return context.getBean(Claims.class).open().orElseThrow().reveal();
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// The clock by which it lives.
    TestClock clock() {
        return clock;
    }

    Path data() {
        return data;
    }

    /// The folder that is the NAS.
    Path nas() {
        return data.resolve("nas");
    }

    WebPerson newcomer(String name) {
        return WebPerson.arrivesAt(page(), name);
    }

    /// The first administrator, whose user name is `ada`.
    synchronized WebPerson administrator() {
        var known = administrator;
        if (known == null) {
            known = newcomer("Ada");
            known.says("/claim " + claimCode());
            signUp(known, "ada");
            administrator = known;
        }
        return known;
    }

    /// Somebody new with an account of that user name.
    WebPerson member(String userName) {
        var member = newcomer(userName + " " + people.incrementAndGet());
        member.says("/start " + invite());
        signUp(member, userName);
        return member;
    }

    /// A code that the administrator made.
    String invite() {
        var ada = administrator();
        ada.says("/invite");
        ada.presses("Invite somebody");
        return code(ada.says("somebody nice"));
    }

    /// The code in a message to forward.
    static String code(String message) {
        var found = CODE.matcher(message);
        if (!found.find()) {
            throw new AssertionError("There is no code in: " + message);
        }
        return found.group(1);
    }

    /// Goes from the question for a user name to the account.
    static void signUp(WebPerson person, String userName) {
        person.says(userName);
        person.fillsIn(PASSWORD);
        person.presses("Create my account");
    }

    /// Looks up somebody among the people, as an administrator does.
    static void opens(WebPerson administrator, String userName) {
        administrator.says("/admin people");
        while (!people(administrator).text().contains("· " + userName)) {
            administrator.presses(people(administrator), "▶");
        }
        var page = people(administrator);
        var line =
                page.text()
                        .lines()
                        .filter(one -> one.contains("· " + userName))
                        .findFirst()
                        .orElseThrow();
        administrator.presses(page, line.substring(0, line.indexOf('.')));
    }

    /// The page of people, whatever else Porter has said meanwhile.
    private static WebPerson.Message people(WebPerson administrator) {
        return administrator.chat().reversed().stream()
                .filter(message -> message.porters() && message.title().equals("People"))
                .findFirst()
                .orElseThrow();
    }

    /// Everything that is stored in a home, hidden or not.
    List<Path> filesOf(String userName) {
        return Traces.files(nas().resolve(userName)).stream().sorted().toList();
    }

    @Override
    public void close() {
        context.close();
        if (!stays) {
            delete(data);
        }
    }

    /// Somebody may just be bringing to its end what they do in it.
    private static void delete(Path data) {
        Awaitility.await("the end of " + data)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> FileSystemUtils.deleteRecursively(data) || Files.notExists(data));
    }
}
