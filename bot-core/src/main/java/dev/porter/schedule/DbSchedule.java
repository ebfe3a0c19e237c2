package dev.porter.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The schedule in the database, kept by db-scheduler. It is only the clock: what there is to do is
/// in the tables of those who do it.
public final class DbSchedule implements Schedule, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DbSchedule.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RETRY = Duration.ofMinutes(15);
    private static final double JITTER = 0.2;
    private static final int DOUBLINGS = 9;
    private static final int AT_ONCE = 64;
    private static final int MOST_TRIES = 10;

    /// Nothing is put off for longer than a day.
    private static final Duration FARTHEST = Duration.ofHours(26);

    private final DataSource dataSource;
    private final Supplier<List<Work>> works;
    private final ForwardTime time;
    private volatile @Nullable Scheduler scheduler;

    /// Makes the schedule; nothing is done before [#start].
    ///
    /// @param dataSource no other process uses it: whatever is in work there was left by one that
    ///   is no more
    /// @param works all there is to do; asked at the start
    public DbSchedule(DataSource dataSource, Supplier<List<Work>> works, Clock clock) {
        this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
        this.works = works;
        this.time = new ForwardTime(clock);
    }

    @Override
    public void at(Instant wanted, String work, String id) {
        var when = time.of(wanted);
        var running = scheduler;
        if (running == null) {
            throw new IllegalStateException("The schedule has not started.");
        }
        var instance = new TaskInstance<>(work, id);
        for (var tries = 0; tries < MOST_TRIES && !waits(running, instance, when); tries++) {
            log.debug("{} was done or put off while it was asked for.", instance);
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            running.triggerCheckForDueExecutions();
                        }
                    });
        } else {
            running.triggerCheckForDueExecutions();
        }
    }

    /// Whether it waits now for that time or an earlier one, or is just being done; false when it
    /// came to its end, or somebody else changed its time, in between.
    private static boolean waits(Scheduler running, TaskInstance<?> instance, Instant when) {
        if (running.scheduleIfNotExists(instance, when)) {
            return true;
        }
        var known = running.getScheduledExecution(instance).orElse(null);
        if (known == null) {
            return false;
        }
        if (!known.isPicked() && known.getExecutionTime().isAfter(when)) {
            try {
                running.reschedule(instance, when);
            } catch (TaskInstanceException _) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void start() {
        new JdbcTemplate(dataSource)
                .update(
                        "UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL,"
                                + " last_heartbeat = NULL WHERE picked = TRUE");
        straighten();
        var all = works.get();
        var once = all.stream().filter(work -> when(work) == null).map(this::once).toList();
        var always = all.stream().filter(work -> when(work) != null).map(this::always).toList();
        var started =
                Scheduler.create(dataSource, List.copyOf(once))
                        .startTasks(always)
                        .clock(time::now)
                        .threads(AT_ONCE)
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .pollingInterval(Duration.ofSeconds(2))
                        .heartbeatInterval(Duration.ofSeconds(5))
                        .missedHeartbeatsLimit(4)
                        .deleteUnresolvedAfter(Duration.ofDays(3650))
                        .failureLogging(LogLevel.OFF, false) // said once, in retry()
                        .shutdownMaxWait(Duration.ofSeconds(8))
                        .build();
        scheduler = started;
        started.start();
    }

    /// Looks at once for what is due, and not only within the next two seconds.
    void look() {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    private static com.github.kagkarlsson.scheduler.task.schedule.@Nullable Schedule when(
            Work work) {
        var every = work.every();
        var daily = work.daily();
        return every != null
                ? FixedDelay.of(every)
                : daily != null ? new Daily(ZoneId.systemDefault(), daily) : null;
    }

    /// What would come only in the far future was put off by a clock that went wrong.
    private void straighten() {
        var now = time.now();
        var moved =
                JdbcClient.create(dataSource)
                        .sql(
                                "UPDATE scheduled_tasks SET execution_time = ?"
                                        + " WHERE execution_time > ? AND picked = FALSE")
                        .params(
                                now.atOffset(ZoneOffset.UTC),
                                now.plus(FARTHEST).atOffset(ZoneOffset.UTC))
                        .update();
        if (moved > 0) {
            log.warn("{} works were due in the far future and are done now.", moved);
        }
    }

    private OneTimeTask<Void> once(Work work) {
        return Tasks.oneTime(work.name())
                .onFailure(retry())
                .execute((instance, _) -> work.run(instance.getId()));
    }

    private RecurringTask<Void> always(Work work) {
        return Tasks.recurring(work.name(), Objects.requireNonNull(when(work)))
                .onFailure(retry())
                .execute((instance, _) -> work.run(instance.getId()));
    }

    private static <T> FailureHandler<T> retry() {
        return (complete, operations) -> {
            var failures = complete.getExecution().consecutiveFailures;
            var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures, DOUBLINGS));
            var longest = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
            var jitter = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
            var pause = Duration.ofMillis((long) (longest.toMillis() * jitter));
            log.warn(
                    "{} failed {} times; again in {} s.",
                    complete.getExecution().taskInstance.getTaskAndInstance(),
                    failures + 1,
                    pause.toSeconds(),
                    complete.getCause().orElse(null));
            operations.reschedule(complete, complete.getTimeDone().plus(pause));
        };
    }

    @Override
    public void stop() {
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /// After the database, before the platforms deliver anything.
    @Override
    public int getPhase() {
        return 0;
    }
}
