package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Message;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.core.Moments;
import dev.porter.nas.InMemoryNas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/// Looks, each time something is acknowledged to the outside, whether it would be there after a
/// power cut at this moment: in an image of what was forced to the disk until then.
final class CrashImages {
    private static final Pattern RECEIPT = Pattern.compile("SHA-256: ([0-9a-f]{64})");

    private final Path folder;
    private final Moments moments = new Moments();
    private final AtomicInteger images = new AtomicInteger();
    private final List<String> lost = new CopyOnWriteArrayList<>();

    CrashImages(Path folder) {
        this.folder = folder;
    }

    /// Sends so many files, one after the other.
    void sweep(int files) {
        try (var house = Dialogue.with(folder.resolve("data"), this::watch)) {
            var ada = house.member("ada");
            var sent = new ArrayList<String>();
            for (var number = 1; number <= files; number++) {
                var name = "file " + number + ".txt";
                sent.add(name);
                ada.sends(name, "content " + number);
                taken(sent);
                ada.sees(InMemoryNas.fingerprint("content " + number).sha256());
                ada.says("/backup");
                handled(ada, 2 * number);
            }
            System.out.printf("reliability: R9a images=%d lost=%d%n", images.get(), lost.size());
            assertThat(lost).isEmpty();
            house.assertOrderly();
        }
    }

    private void watch(GenericApplicationContext context) {
        context.getBeanFactory()
                .addBeanPostProcessor(
                        new BeanPostProcessor() {
                            @Override
                            public Object postProcessAfterInitialization(Object bean, String name) {
                                return bean instanceof ChatPlatform chat ? listened(chat) : bean;
                            }
                        });
        moments.watch(context);
    }

    /// A receipt is on the disk before it leaves.
    private Object listened(ChatPlatform chat) {
        return Proxy.newProxyInstance(
                ChatPlatform.class.getClassLoader(),
                new Class<?>[] {ChatPlatform.class},
                (_, method, arguments) -> {
                    for (var one : arguments == null ? new Object[0] : arguments) {
                        if (one instanceof Message message) {
                            leaves(message);
                        }
                    }
                    try {
                        return method.invoke(chat, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void leaves(Message message) {
        var receipt = RECEIPT.matcher(message.text());
        if (receipt.find()) {
            inAnImage(image -> {
                if (!rows(image, "SELECT sha256 FROM file_version").contains(receipt.group(1))) {
                    lost.add("the file of a receipt: " + message.text());
                }
            });
        }
    }

    /// What the platform was told is taken is in the journal and, beside it, in the database.
    private void taken(List<String> names) {
        inAnImage(image -> {
            if (!rows(image, "SELECT name FROM backup").containsAll(names)) {
                lost.add("what is taken in, in the database: " + names.getLast());
            }
            var journal =
                    new Journal(image.resolve("journal"), java.time.Clock.systemUTC())
                            .read().stream().map(accepted -> accepted.attachment().name()).toList();
            if (!journal.equals(names)) {
                lost.add("what is taken in, in the journal: " + names.getLast());
            }
        });
    }

    private void handled(Guest ada, int atLeast) {
        inAnImage(image -> {
            var events =
                    rows(
                            image,
                            "SELECT event FROM handled WHERE person LIKE '%"
                                    + ada.displayName()
                                    + "'");
            if (events.size() < atLeast) {
                lost.add("that something was handled: " + atLeast);
            }
        });
    }

    private interface Look {
        void at(Path image) throws SQLException;
    }

    private void inAnImage(Look look) {
        try {
            var image = Files.createDirectories(folder.resolve("image" + images.incrementAndGet()));
            moments.image(image);
            look.at(image);
            FileSystemUtils.deleteRecursively(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            lost.add("the whole database: " + e);
        }
    }

    private static Set<String> rows(Path image, String query) throws SQLException {
        var url = "jdbc:h2:file:%s;IFEXISTS=TRUE".formatted(image.resolve("porter"));
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new HashSet<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
