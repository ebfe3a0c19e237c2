package dev.porter.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/// What a benchmark found out.
final class Figures {
    private record Figure(double value, String unit) {}

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    void add(String name, double value, String unit) {
        figures.put(name, new Figure(value, unit));
        System.out.printf(Locale.ROOT, "measured: %s=%.2f %s%n", name, value, unit);
    }

    /// One figure as a part of another.
    void ratio(String name, String of, String to) {
        add(name, value(of) / value(to), "ratio");
    }

    private double value(String name) {
        return Objects.requireNonNull(figures.get(name), name).value();
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// Prints all of them, and keeps them as JSON.
    void publish(Path json) {
        try {
            Files.writeString(json, new JsonMapper().writeValueAsString(figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        figures.forEach((name, figure) ->
                System.out.printf(
                        Locale.ROOT, "bench: %s=%.2f %s%n", name, figure.value(), figure.unit()));
    }
}
