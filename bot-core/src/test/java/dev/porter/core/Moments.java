package dev.porter.core;

import dev.porter.chat.ChatPlatform;
import dev.porter.nas.Nas;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import dev.porter.nas.TroubledNas;
import dev.porter.nas.TroubledNas.PowerCut;
import dev.porter.settings.PorterSettings;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.support.GenericApplicationContext;

/// Every moment at which Porter does something to the outside – asks the NAS or the platform,
/// commits, syncs, or writes to the journal or the spool – in a row, so that a test can have
/// something happen at the first, the second, and so on, until it has been through them all. A
/// power cut ends everything: whatever the process would still do does not come to pass, and of the
/// data folder there is only what was forced to the disk, see [#image].
public final class Moments {
    private static final Set<String> TALK = Set.of("send", "edit", "delete", "open");
    private static final Set<String> DISK = Set.of("journal", "spool");
    private static final String SYNC = "CHECKPOINT SYNC";
    private static final int TORN_AFTER = 3;

    /// What happens at a moment; it may throw anything.
    @FunctionalInterface
    public interface Happening {
        /// It happens.
        ///
        /// @param moment such as "before nas move"
        void at(String moment) throws Exception;
    }

    private final ScopedValue<Boolean> aside = ScopedValue.newInstance();
    private final List<String> passed = new ArrayList<>();
    private boolean off;
    private int when;
    private int counted;
    private Predicate<String> which = _ -> true;
    private @Nullable Happening what;
    private @Nullable Path data;
    private @Nullable LossyDisk disk;

    /// From now on moments are counted anew, and at one of them this happens.
    ///
    /// @param number 1 for the next one
    public void at(int number, Happening happening) {
        at(number, _ -> true, happening);
    }

    /// As [#at(int, Happening)], but only some of the moments are counted.
    public synchronized void at(int number, Predicate<String> some, Happening happening) {
        passed.clear();
        counted = 0;
        when = number;
        which = some;
        what = happening;
    }

    /// From now on moments are counted anew, and at one of them the power is cut.
    public void cutAt(int number) {
        at(
                number,
                _ -> {
                    off = true;
                    throw new PowerCut();
                });
    }

    /// Makes another folder of what a power cut leaves of the data folder: what was forced to the
    /// disk until it came, or until now.
    public void image(Path image) throws IOException {
        disk().leaves(image);
    }

    private LossyDisk disk() {
        return Objects.requireNonNull(disk);
    }

    /// The power is there again, and nothing is to happen.
    public synchronized void recover() {
        off = false;
        what = null;
    }

    /// Whether what was to happen has happened.
    public synchronized boolean happened() {
        return what == null || off;
    }

    /// The moments since counting began.
    public synchronized List<String> passed() {
        return List.copyOf(passed);
    }

    /// Looks at something without that being a moment, for what only the test wants to know.
    public <T> T aside(Supplier<T> look) {
        return ScopedValue.where(aside, true).call(look::get);
    }

    private synchronized void moment(String name) throws Exception {
        requirePower();
        if (aside.isBound()) {
            return;
        }
        passed.add(name);
        var happening = what;
        if (happening != null && which.test(name) && ++counted == when) {
            what = null;
            happening.at(name);
        }
    }

    private synchronized void requirePower() {
        if (off) {
            throw new PowerCut();
        }
    }

    /// Has everything that a context does to the outside counted.
    public void watch(GenericApplicationContext context) {
        context.getBeanFactory()
                .addBeanPostProcessor(
                        new BeanPostProcessor() {
                            @Override
                            public Object postProcessAfterInitialization(Object bean, String name) {
                                return switch (bean) {
                                    case Nas nas ->
                                            wrapped(
                                                    Nas.class,
                                                    (_, method, arguments) ->
                                                            method.getName().equals("files")
                                                                    ? files(nas.files())
                                                                    : call(nas, method, arguments));
                                    case ChatPlatform chat -> chat(chat);
                                    case DataSource source -> data(source);
                                    case PorterSettings settings -> settings(settings);
                                    default -> bean;
                                };
                            }
                        });
    }

    private static <T> T wrapped(Class<T> port, InvocationHandler handler) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private static @Nullable Object call(
            Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private PorterSettings settings(PorterSettings settings) {
        try {
            var watched = new LossyDisk(settings.data(), this::onDisk);
            data = settings.data();
            disk = watched;
            return new PorterSettings(
                    watched.root(),
                    settings.claimCode(),
                    settings.claimCodeFile(),
                    settings.publicUrl(),
                    settings.spoolLimit(),
                    settings.language(),
                    settings.recover(),
                    settings.nas());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onDisk(String what, Path where) throws IOException {
        var part = Objects.requireNonNull(data).toAbsolutePath().relativize(where).getName(0);
        if (!DISK.contains(part.toString())) {
            requirePower();
            return;
        }
        try {
            moment(what + " in " + part);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private @Nullable Object around(
            String name, Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        moment("before " + name);
        var result = call(target, method, arguments);
        moment("after " + name);
        return result;
    }

    private NasFiles files(NasFiles files) {
        return wrapped(
                NasFiles.class,
                (proxy, method, arguments) -> {
                    if (method.getName().equals("comparesMd5")) {
                        return files.comparesMd5();
                    }
                    if (method.getName().equals("write")) {
                        torn(files, arguments);
                    }
                    moment("before nas " + method.getName());
                    var result = TroubledNas.call(proxy, files, method, arguments);
                    moment("after nas " + method.getName());
                    return result;
                });
    }

    /// The beginning of a file is there when something happens in the middle of writing it.
    private void torn(NasFiles files, @Nullable Object[] arguments) throws Exception {
        var path = (NasPath) arguments[0];
        try {
            moment("in the middle of nas write");
        } catch (Exception | Error e) {
            if (path != null && arguments[1] instanceof InputStream content) {
                var start = content.readNBytes(TORN_AFTER);
                files.write(path, new ByteArrayInputStream(start), start.length);
            }
            throw e;
        }
    }

    private ChatPlatform chat(ChatPlatform chat) {
        return wrapped(
                ChatPlatform.class,
                (_, method, arguments) -> {
                    if (!TALK.contains(method.getName())) {
                        return call(chat, method, arguments);
                    }
                    var result = around("chat " + method.getName(), chat, method, arguments);
                    return result instanceof InputStream bytes ? new Watched(bytes) : result;
                });
    }

    private final class Watched extends FilterInputStream {
        private boolean begun;

        Watched(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!begun) {
                begun = true;
                try {
                    moment("before the first byte");
                } catch (IOException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
            return super.read(into, offset, length);
        }
    }

    private DataSource data(DataSource data) {
        return wrapped(
                DataSource.class,
                (_, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return call(data, method, arguments);
                    }
                    requirePower();
                    var connection = call(data, method, arguments);
                    return connection == null ? null : connection((Connection) connection);
                });
    }

    private Connection connection(Connection connection) {
        return wrapped(
                Connection.class,
                (_, method, arguments) -> {
                    switch (method.getName()) {
                        case "commit" -> {
                            return around("commit", connection, method, arguments);
                        }
                        case "prepareStatement" -> {
                            requirePower();
                            if (connection.getAutoCommit() && changes(arguments)) {
                                moment("before a statement");
                            }
                        }
                        case "createStatement" -> {
                            requirePower();
                            var statement = call(connection, method, arguments);
                            return statement == null ? null : statement((Statement) statement);
                        }
                        default -> {}
                    }
                    return call(connection, method, arguments);
                });
    }

    /// What is committed is on the disk when H2 was told to sync, and no sooner.
    private Statement statement(Statement statement) {
        return wrapped(
                Statement.class,
                (_, method, arguments) -> {
                    if (arguments == null || !SYNC.equals(arguments[0])) {
                        return call(statement, method, arguments);
                    }
                    moment("before sync");
                    var result = call(statement, method, arguments);
                    disk().forced(Objects.requireNonNull(data).resolve("porter.mv.db"));
                    moment("after sync");
                    return result;
                });
    }

    private static boolean changes(@Nullable Object @Nullable [] arguments) {
        return arguments != null
                && arguments[0] instanceof String sql
                && !sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
    }
}
