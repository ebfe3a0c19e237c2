package dev.porter.nas;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// A NAS for tests on which something happens in the middle of a call: it goes away, its disk lies,
/// or the power of the machine that asks is cut.
public final class TroubledNas implements Nas {
    private final Nas nas;
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final Map<String, Runnable> after = new ConcurrentHashMap<>();
    private final NasFiles files;

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
                            happen(before, method.getName());
                            try {
                                var result = method.invoke(real.get(), arguments);
                                happen(after, method.getName());
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private static void happen(Map<String, Runnable> troubles, String call) {
        var trouble = troubles.remove(call);
        if (trouble != null) {
            trouble.run();
        }
    }

    /// Has something happen once, before the next call of a method of a port.
    public void before(String call, Runnable trouble) {
        before.put(call, trouble);
    }

    /// Has something happen once, after the next call of a method of a port has done its work.
    public void after(String call, Runnable trouble) {
        after.put(call, trouble);
    }

    /// Whether all that was to happen has happened.
    public boolean calm() {
        return before.isEmpty() && after.isEmpty();
    }

    /// Forgets what has not happened yet.
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
    public Optional<String> alarm() {
        return nas.alarm();
    }

    @Override
    public Optional<Photos> photos() {
        return nas.photos();
    }

    @Override
    public Optional<ShareLinks> shareLinks() {
        return nas.shareLinks();
    }

    @Override
    public Optional<NasAccounts> accounts() {
        return nas.accounts().map(users -> troubled(NasAccounts.class, () -> users));
    }
}
