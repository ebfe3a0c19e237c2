package dev.porter.nas;

import dev.porter.secret.Secret;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The users of a NAS for tests, and what an administrator can do to them behind Porter's back.
public final class InMemoryUsers {
    private static final int SHORTEST_PASSWORD = 10;

    private final Map<UserName, User> users = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile boolean hindered;
    private volatile int shortest = SHORTEST_PASSWORD;

    private static final class User {
        private String displayName = "";
        private String password;
        private boolean kept;
        private String code = "";
        private boolean enabled = true;
        private NasAccounts.@Nullable LogIn answer;

        User(String password) {
            this.password = password;
        }
    }

    /// From now on Porter may change no user.
    public void permitNothing() {
        closed = true;
    }

    /// From now on Porter may make no user, and learns that only when it tries.
    public void hinder() {
        hindered = true;
    }

    /// Ends all that Porter may not.
    public void permitAll() {
        hindered = false;
        closed = false;
        shortest = SHORTEST_PASSWORD;
    }

    /// From now on a new password has to be so long.
    public void demand(int length) {
        shortest = length;
    }

    /// Makes a user as an administrator of the NAS does.
    public void add(UserName name, String password) {
        users.put(name, new User(password));
        user(name).kept = true;
    }

    public boolean has(UserName name) {
        return users.containsKey(name);
    }

    public String displayName(UserName name) {
        return user(name).displayName;
    }

    public boolean isEnabled(UserName name) {
        return user(name).enabled;
    }

    /// Gives a user a second step.
    public void requireCode(UserName name, String code) {
        user(name).code = code;
    }

    /// Answers every right password of a user so.
    public void answer(UserName name, NasAccounts.LogIn answer) {
        user(name).answer = answer;
    }

    private User user(UserName name) {
        return Optional.ofNullable(users.get(name))
                .orElseThrow(() ->
                        new NasException(NasException.Kind.NOT_FOUND, "There is no user " + name));
    }

    /// The port, on a NAS that may be away.
    NasAccounts on(Runnable answer, NasFiles files) {
        return new Port(answer, files);
    }

    private final class Port implements NasAccounts {
        private final Runnable answer;
        private final NasFiles files;

        Port(Runnable answer, NasFiles files) {
            this.answer = answer;
            this.files = files;
        }

        @Override
        public boolean exists(UserName name) {
            answer.run();
            return users.containsKey(name) && user(name).kept;
        }

        @Override
        public List<String> byHand(UserName name) {
            answer.run();
            return closed ? List.of("Make a user called " + name) : List.of();
        }

        @Override
        public Optional<String> removalByHand(UserName name) {
            return Optional.of("Delete %s in the list of users.".formatted(name));
        }

        @Override
        public List<String> missing(UserName name) {
            answer.run();
            return users.containsKey(name) ? List.of() : List.of("There is no user " + name + ".");
        }

        @Override
        public void keep(UserName name, String displayName) {
            answer.run();
            var user = users.get(name);
            if (user != null && !user.kept) {
                user.kept = true;
                user.displayName = displayName;
            }
        }

        @Override
        public Creation create(UserName name, Secret password) {
            answer.run();
            if (closed || hindered) {
                return Creation.NOT_PERMITTED;
            }
            if (password.reveal().length() < shortest) {
                return Creation.PASSWORD_TOO_WEAK;
            }
            var user = users.computeIfAbsent(name, _ -> new User(password.reveal()));
            if (user.kept) {
                return Creation.NAME_TAKEN;
            }
            user.password = password.reveal();
            files.createHome(name);
            return Creation.DONE;
        }

        @Override
        public LogIn logIn(UserName name, Secret password, @Nullable Secret code) {
            answer.run();
            var user = users.get(name);
            if (user == null || !user.password.equals(password.reveal())) {
                return LogIn.WRONG;
            }
            if (!user.enabled) {
                return LogIn.DISABLED;
            }
            if (user.answer != null) {
                return user.answer;
            }
            if (user.code.isEmpty()) {
                return LogIn.ACCEPTED;
            }
            return code == null
                    ? LogIn.CODE_NEEDED
                    : user.code.equals(code.reveal()) ? LogIn.ACCEPTED : LogIn.CODE_WRONG;
        }

        @Override
        public Creation setPassword(UserName name, Secret password) {
            answer.run();
            var user = user(name);
            if (closed) {
                return Creation.NOT_PERMITTED;
            }
            if (password.reveal().length() < shortest) {
                return Creation.PASSWORD_TOO_WEAK;
            }
            user.password = password.reveal();
            return Creation.DONE;
        }

        @Override
        public void setEnabled(UserName name, boolean enabled) {
            answer.run();
            var user = user(name);
            if (closed) {
                throw new NasException(
                        NasException.Kind.NOT_PERMITTED, "Porter may change no user.");
            }
            user.enabled = enabled;
        }
    }

    /// Every answer after which nobody is in although the password is right.
    public static EnumSet<NasAccounts.LogIn> refusals() {
        return EnumSet.of(
                NasAccounts.LogIn.NOT_ALLOWED,
                NasAccounts.LogIn.TWO_STEP_MISSING,
                NasAccounts.LogIn.PASSWORD_EXPIRED,
                NasAccounts.LogIn.PASSWORD_TO_BE_CHANGED,
                NasAccounts.LogIn.PASSWORD_TO_BE_RESET);
    }
}
