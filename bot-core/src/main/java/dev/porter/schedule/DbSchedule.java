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
    private static final int AT_ONCE = 64;
    private static final int MOST_TRIES = 10;

    /// db-scheduler waits so long twice, and then for more.
    private static final Duration CALM_STOP = Duration.ofSeconds(1);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    /// Nothing is put off for longer than a day.
    private static final Duration FARTHEST = Duration.ofHours(26);

    private final DataSource dataSource;
    private final Supplier<List<Work>> works;
    private final ForwardTime time;
    private final Stopping stopping;
    private volatile @Nullable Scheduler scheduler;

    /// Makes the schedule; nothing is done before [#start].
    ///
    /// @param dataSource no other process uses it: whatever is in work there was left by one that
    ///   is no more
    /// @param works all there is to do; asked at the start
    /// @param stopping is told when this is stopped
    public DbSchedule(
            DataSource dataSource, Supplier<List<Work>> works, Clock clock, Stopping stopping) {
        this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
        this.works = works;
        this.time = new ForwardTime(clock);
        this.stopping = stopping;
    }

    @Override
    public void at(Instant wanted, String work, String id) {
        var when = time.of(wanted);
        var running = scheduler;
        if (running == null) {
            throw new IllegalStateException("The schedule has not started.");
        }
        var instance = new TaskInstance<>(work, id);
        for (var tries = 1; !waits(running, instance, when); tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException(instance + " cannot be remembered.");
            }
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
        try {
            if (running.scheduleIfNotExists(instance, when)) {
                return true;
            }
            var known = running.getScheduledExecution(instance).orElse(null);
            if (known == null) {
                return false;
            }
            if (!known.isPicked() && known.getExecutionTime().isAfter(when)) {
                running.reschedule(instance, when);
            }
            return true;
        } catch (TaskInstanceException _) {
            return false;
        }
    }

    @Override
    public void start() {
        stopping.over();
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
                        .shutdownMaxWait(CALM_STOP)
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

    private <T> FailureHandler<T> retry() {
        return (complete, operations) -> {
            if (stopping.begun()) {
                operations.reschedule(complete, complete.getTimeDone()); // at the next start
                return;
            }
            var failures = complete.getExecution().consecutiveFailures;
            var pause = Backoff.PATIENT.after(failures);
            log.warn(
                    "{} failed {} times; again in {} s.",
                    complete.getExecution().taskInstance.getTaskAndInstance(),
                    failures + 1,
                    pause.toSeconds(),
                    complete.getCause().orElse(null));
            operations.reschedule(complete, complete.getTimeDone().plus(pause));
        };
    }

    /// Gives what is being done a moment to come to its end. What does not is done again after the
    /// next start.
    @Override
    public void stop() {
        var running = scheduler;
        if (running == null) {
            return;
        }
        stopping.begin();
        try {
            if (!Thread.ofVirtual().name("stop").start(running::stop).join(LONGEST_STOP)) {
                log.warn("Not all work came to its end; it is done again at the next start.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            scheduler = null; // until now, what came to its end could ask for more
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
