package dev.porter.stop;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;

/// Stops each part in a thread of its own. Spring asks the parts of one phase one after another,
/// and its limit for a phase holds only for those that do not keep it waiting.
final class StopApart extends DefaultLifecycleProcessor {
    private static final Logger log = LoggerFactory.getLogger(StopApart.class);

    @Override
    protected Map<String, Lifecycle> getLifecycleBeans() {
        var all = super.getLifecycleBeans();
        all.replaceAll((name, part) ->
                part instanceof SmartLifecycle smart ? new Apart(name, smart) : part);
        return all;
    }

    private record Apart(String name, SmartLifecycle part) implements SmartLifecycle {
        @Override
        public void stop(Runnable over) {
            Thread.ofVirtual()
                    .name("stop-" + name)
                    .start(() -> {
                        try {
                            part.stop(over);
                        } catch (RuntimeException e) {
                            log.warn("{} did not stop as it should.", name, e);
                            over.run();
                        }
                    });
        }

        @Override
        public void stop() {
            part.stop();
        }

        @Override
        public void start() {
            part.start();
        }

        @Override
        public boolean isRunning() {
            return part.isRunning();
        }

        @Override
        public boolean isAutoStartup() {
            return part.isAutoStartup();
        }

        @Override
        public boolean isPauseable() {
            return part.isPauseable();
        }

        @Override
        public int getPhase() {
            return part.getPhase();
        }
    }
}
