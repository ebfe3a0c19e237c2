package dev.porter.conversation;

import dev.porter.conversation.Dialogue.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/// One turn: a member says something, and the answer is durable and there.
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(4)
public class Turns {
    /// The house in which everybody talks.
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init")
    public static class House {
        private static final String ALL = " FROM SYSTEM_RANGE(1, ?)";

        /// How many people have an account.
        @Param({"1000", "100000"})
        public int accounts;

        private Path data;
        private Dialogue dialogue;
        private final AtomicInteger guests = new AtomicInteger();

        /// Lets everybody in.
        @Setup(Level.Trial)
        public void open() throws IOException {
            data = Files.createTempDirectory("porter-turns");
            dialogue = Dialogue.in(data);
            dialogue.administrator();
            var jdbc = dialogue.part(JdbcTemplate.class);
            jdbc.update(
                    "INSERT INTO account (id, user_name, state, role, display_name, two_step_on,"
                            + " two_step_used, created_at) SELECT 1000 + X, 'user' || X, 'ACTIVE',"
                            + " 'MEMBER', 'User ' || X, FALSE, 0, CURRENT_TIMESTAMP"
                            + ALL,
                    accounts);
            jdbc.update(
                    "INSERT INTO person (id, home, display_name) SELECT 'memory:user' || X,"
                            + " 'memory:user' || X, 'User ' || X"
                            + ALL,
                    accounts);
            jdbc.update(
                    "INSERT INTO link (person, account_id, since) SELECT 'memory:user' || X, 1000"
                            + " + X, CURRENT_TIMESTAMP"
                            + ALL,
                    accounts);
        }

        /// Leaves nothing behind.
        @TearDown(Level.Trial)
        public void leave() throws IOException {
            dialogue.close();
            FileSystemUtils.deleteRecursively(data);
        }
    }

    /// Somebody who talks.
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class Somebody {
        private Guest guest;

        /// Comes in.
        @Setup(Level.Trial)
        public void comeIn(House house) {
            guest = house.dialogue.member("guest" + house.guests.incrementAndGet());
        }
    }

    /// The dashboard: who it is, what is stored, what waits.
    @Benchmark
    public Guest menu(Somebody somebody) {
        return somebody.guest.says("/menu");
    }
}
