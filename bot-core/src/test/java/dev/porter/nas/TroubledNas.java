package dev.porter.nas;

import dev.porter.language.Saying;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A NAS for tests on which something happens in the middle of a call: it goes away, its disk lies,
/// or the power of the machine that asks is cut.
public final class TroubledNas implements Nas {
    /// Cuts the power in the middle of a call.
    public static final Runnable POWER_CUT =
            () -> {
                throw new PowerCut();
            };

    private final Nas nas;
    private final Map<String, Trouble> before = new ConcurrentHashMap<>();
    private final Map<String, Trouble> after = new ConcurrentHashMap<>();
    private final AtomicInteger happening = new AtomicInteger();
    private final NasFiles files;

    private record Trouble(@Nullable Predicate<Object> about, boolean lasts, Runnable what) {
        boolean meets(Object @Nullable [] arguments) {
            if (about == null) {
                return true;
            }
            return arguments != null && Arrays.stream(arguments).anyMatch(about);
        }
    }

    /// What a power cut looks like from inside: nothing catches it.
    public static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;

        public PowerCut() {
            super("The power is cut.");
        }
    }

    public TroubledNas(Nas nas) {
        this.nas = nas;
        this.files = troubled(NasFiles.class, nas::files);
    }

    private <T> T troubled(Class<T> port, Supplier<T> real) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            happen(before, method.getName(), arguments);
                            var result = invoke(real.get(), method, arguments);
                            happen(after, method.getName(), arguments);
                            return result;
                        }));
    }

    /// Calls a port that stands before another one. What the port does by calling its own methods
    /// it does through whoever stands there, so that these calls are seen, too.
    public static @Nullable Object call(
            Object proxy, Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.isDefault() && !isOwn(real.getClass(), method)) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return invoke(real, method, arguments);
    }

    private static @Nullable Object invoke(
            Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isOwn(Class<?> type, Method method) throws NoSuchMethodException {
        return !Proxy.isProxyClass(type)
                && !type.getMethod(method.getName(), method.getParameterTypes()).isDefault();
    }

    private static Predicate<Object> in(UserName home) {
        return one -> home.equals(one instanceof NasPath path ? path.home() : one);
    }

    private void happen(Map<String, Trouble> troubles, String call, Object @Nullable [] arguments) {
        var trouble = troubles.get(call);
        if (trouble == null || !trouble.meets(arguments)) {
            return;
        }
        happening.incrementAndGet(); // first, so that it is never neither to come nor here
        try {
            if (trouble.lasts || troubles.remove(call, trouble)) {
                trouble.what.run();
            }
        } finally {
            happening.decrementAndGet();
        }
    }

    /// Has something happen once, before the next call of a method of a port, whomever it is for.
    public void before(String call, Runnable trouble) {
        before.put(call, new Trouble(null, false, trouble));
    }

    /// Has something happen once, before the next call of a method of a port that is about
    /// somebody's home.
    public void before(String call, UserName home, Runnable trouble) {
        before.put(call, new Trouble(in(home), false, trouble));
    }

    /// Has something happen once, after the next call of a method of a port that is about
    /// somebody's home has done its work.
    public void after(String call, UserName home, Runnable trouble) {
        after.put(call, new Trouble(in(home), false, trouble));
    }

    /// Has something happen once, at the next moment of a kind in somebody's home.
    ///
    /// @param moment `before` or `after`, and the method of a port, such as `before move`
    public void at(String moment, UserName home, Runnable trouble) {
        var words = moment.split(" ", 2);
        if (words[0].equals("before")) {
            before(words[1], home, trouble);
        } else {
            after(words[1], home, trouble);
        }
    }

    /// Has the next call of a method of a port fail that is about somebody's home.
    public void failsOnce(String call, UserName home, NasException.Kind kind) {
        before(call, home, () -> fail(kind));
    }

    /// Has every call of a method of a port fail that is about somebody's home, until [#recover]:
    /// for what must wait until a test has seen it, since it is tried again by itself.
    public void fails(String call, UserName home, NasException.Kind kind) {
        before.put(call, new Trouble(in(home), true, () -> fail(kind)));
    }

    /// Has every call of a method of a port fail that is about a file of this name in somebody's
    /// home, until [#recover].
    public void fails(String call, UserName home, String name, NasException.Kind kind) {
        Predicate<Object> about = one -> one instanceof NasPath path && path.name().equals(name);
        before.put(call, new Trouble(about.and(in(home)), true, () -> fail(kind)));
    }

    /// Has something happen after every call of a method of a port that is about somebody's home
    /// has done its work, until [#recover].
    public void afterEach(String call, UserName home, Runnable trouble) {
        after.put(call, new Trouble(in(home), true, trouble));
    }

    /// Fails in the place of a call.
    public static void fail(NasException.Kind kind) {
        throw new NasException(kind, "in trouble");
    }

    /// Whether all that was to happen has happened and is over, but for what happens again and
    /// again.
    public boolean calm() {
        return Stream.of(before, after)
                        .flatMap(troubles -> troubles.values().stream())
                        .allMatch(Trouble::lasts)
                && happening.get() == 0;
    }

    /// Forgets what has not happened yet, and ends what happens again and again.
    public void recover() {
        before.clear();
        after.clear();
    }

    @Override
    public String place() {
        return nas.place();
    }

    @Override
    public Map<String, String> settings() {
        return nas.settings();
    }

    @Override
    public Health health() {
        return nas.health();
    }

    @Override
    public NasFiles files() {
        return files;
    }

    @Override
    public List<String> details() {
        return nas.details();
    }

    @Override
    public Optional<Saying> alarm() {
        return nas.alarm();
    }

    @Override
    public Optional<Photos> photos() {
        return nas.photos();
    }

    @Override
    public Optional<ShareLinks> shareLinks() {
        return nas.shareLinks().map(links -> troubled(ShareLinks.class, () -> links));
    }

    @Override
    public Optional<NasAccounts> accounts() {
        return nas.accounts().map(users -> troubled(NasAccounts.class, () -> users));
    }
}
