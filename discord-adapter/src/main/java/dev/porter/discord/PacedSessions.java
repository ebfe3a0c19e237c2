package dev.porter.discord;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Pulse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/// Opens JDA's sessions at a pace: by itself JDA tries a first connection that is refused again at
/// once, thousands of times a second and for ever.
final class PacedSessions extends SessionControllerAdapter {
    private final URI gateway;
    private final Pace pace;
    private final Identifies identifies;
    private final Pulse pulse;
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean waits;

    PacedSessions(URI gateway, Pace pace, Identifies identifies, Pulse pulse) {
        this.gateway = gateway;
        this.pace = pace;
        this.identifies = identifies;
        this.pulse = pulse;
    }

    /// Lets connections begin.
    void open() {
        open.countDown();
    }

    /// Lets nothing begin any more.
    void end() {
        over.countDown();
        open.countDown();
    }

    /// Whether a session waits for its turn, which may take hours, and is not stuck.
    boolean waits() {
        return waits;
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }

    @Override
    public String getGateway() {
        return gateway.toString();
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        super.appendSession(node instanceof Paced ? node : new Paced(node));
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        super.removeSession(node);
        connectQueue.removeIf(queued -> queued instanceof Paced paced && paced.node.equals(node));
    }

    @Override
    protected void runWorker() {
        synchronized (lock) {
            if (workerHandle == null) {
                // The pause is each node's own.
                workerHandle = new QueueWorker(0L);
                workerHandle.setDaemon(true);
                workerHandle.start();
            }
        }
    }

    private final class Paced implements SessionConnectNode {
        private final SessionConnectNode node;
        private int failures;

        Paced(SessionConnectNode node) {
            this.node = node;
        }

        @Override
        public boolean isReconnect() {
            return node.isReconnect();
        }

        @Override
        public JDA getJDA() {
            return node.getJDA();
        }

        @Override
        public JDA.ShardInfo getShardInfo() {
            return node.getShardInfo();
        }

        @Override
        public void run(boolean isLast) throws InterruptedException {
            open.await();
            if (failures > 0) {
                rest(pace.pause(failures));
            }
            awaitTurn();
            if (isOver()) {
                return;
            }
            try {
                node.run(isLast);
                identifies.add();
            } catch (IllegalStateException e) {
                failures++;
                if (isOver()) {
                    return;
                }
                pulse.failed(() -> tr("Discord's gateway cannot be reached."));
                throw e;
            }
        }

        private void awaitTurn() throws InterruptedException {
            var wait = identifies.wait(pace.identify());
            if (wait.compareTo(Duration.ofMinutes(5)) > 0) {
                pulse.failed(() ->
                        tr(
                                "Porter was connected too often today and waits, or Discord would"
                                        + " take the bot's token away."));
            }
            waits = true;
            try {
                rest(wait);
            } finally {
                waits = false;
            }
        }

        /// Waits for that long, or until nothing may begin any more.
        private void rest(Duration time) throws InterruptedException {
            var _ = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
