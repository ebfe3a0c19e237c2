package dev.porter.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
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

    private final DataSource dataSource;
    private final boolean alone;
    private final Supplier<List<Work>> works;
    private final Clock clock;
    private volatile @Nullable Scheduler scheduler;

    /// Makes the schedule; nothing is done before [#start].
    ///
    /// @param alone whether no other process can use the database, so that whatever is in work
    ///   there was left by a process that is no more
    /// @param works all there is to do; asked at the start
    public DbSchedule(
            DataSource dataSource, boolean alone, Supplier<List<Work>> works, Clock clock) {
        this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
        this.alone = alone;
        this.works = works;
        this.clock = clock;
    }

    @Override
    public void at(Instant when, String work, String id) {
        var running = scheduler;
        if (running == null) {
            throw new IllegalStateException("The schedule has not started.");
        }
        running.scheduleIfNotExists(new TaskInstance<>(work, id), when);
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

    @Override
    public void start() {
        if (alone) {
            new JdbcTemplate(dataSource)
                    .update(
                            "UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL,"
                                    + " last_heartbeat = NULL WHERE picked = TRUE");
        }
        var all = works.get();
        var once = all.stream().filter(work -> work.every() == null).map(this::once).toList();
        var always = all.stream().filter(work -> work.every() != null).map(this::always).toList();
        var started =
                Scheduler.create(dataSource, List.copyOf(once))
                        .startTasks(always)
                        .clock(clock::instant)
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

    private OneTimeTask<Void> once(Work work) {
        return Tasks.oneTime(work.name())
                .onFailure(retry())
                .execute((instance, _) -> work.run(instance.getId()));
    }

    private RecurringTask<Void> always(Work work) {
        var every = work.every();
        if (every == null) {
            throw new IllegalArgumentException(work.name());
        }
        return Tasks.recurring(work.name(), FixedDelay.of(every))
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
