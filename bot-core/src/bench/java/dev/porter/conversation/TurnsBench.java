package dev.porter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

class TurnsBench {
    private static final double MILLIS = 1_000;
    private static final double MOST_OF_THEM = 99;

    @Test
    void turns() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include("\\b" + Turns.class.getSimpleName() + "\\b")
                        .forks(1)
                        .jvmArgs("-Xmx1g")
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(5))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(5))
                        .resultFormat(ResultFormatType.JSON)
                        .result("target/bench-turns.json")
                        .build();
        var results = new Runner(options).run();
        assertThat(results).isNotEmpty();
        results.forEach(TurnsBench::print);
    }

    private static void print(RunResult result) {
        var accounts = result.getParams().getParam("accounts");
        switch (result.getParams().getMode()) {
            case Throughput ->
                    say("turns-with-%s-accounts", accounts, result.getPrimaryResult().getScore(), "1/s");
            case SampleTime ->
                    say(
                            "turn-p99-with-%s-accounts",
                            accounts,
                            MILLIS
                                    * result.getPrimaryResult()
                                            .getStatistics()
                                            .getPercentile(MOST_OF_THEM),
                            "ms");
            default -> throw new IllegalStateException();
        }
    }

    private static void say(String name, String accounts, double value, String unit) {
        System.out.printf(
                Locale.ROOT, "bench: %s=%.1f %s%n", name.formatted(accounts), value, unit);
    }
}
