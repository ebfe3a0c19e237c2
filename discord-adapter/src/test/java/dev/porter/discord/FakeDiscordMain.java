package dev.porter.discord;

import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.OtherEnd.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.utils.data.DataObject;

/// A Discord to try Porter with, without Discord. Each line typed is what a person does, such as
/// `ada says hello`, `ada runs files holiday`, `ada sends /tmp/a.pdf`, `ada presses menu:files`,
/// `ada fills secret` or `ada sees`; `server` before `runs` does it in a server, and `server`
/// before `sees` shows what only that person sees there.
public final class FakeDiscordMain {
    private static final int API_PORT = 8091;
    private static final int GATEWAY_PORT = 8092;

    private final FakeDiscord discord;
    private final PrintStream out;
    private final Map<String, FakePerson> people = new HashMap<>();

    private FakeDiscordMain(FakeDiscord discord, PrintStream out) {
        this.discord = discord;
        this.out = out;
    }

    /// Runs until the input ends.
    ///
    /// @param args the port of the API and the port of the gateway
    public static void main(String[] args) throws IOException {
        var api = args.length > 0 ? Integer.parseInt(args[0]) : API_PORT;
        var gateway = args.length > 1 ? Integer.parseInt(args[1]) : GATEWAY_PORT;
        try (var discord = FakeDiscord.start(api, gateway)) {
            var out = System.out;
            out.println("PORTER_DISCORD_TOKEN=" + FakeDiscord.TOKEN);
            out.println("PORTER_DISCORD_APIURL=" + discord.api());
            out.println("PORTER_DISCORD_GATEWAYURL=" + discord.gateway().address());
            new FakeDiscordMain(discord, out).run();
        }
    }

    private void run() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            try {
                act(line.strip().split(" ", 3));
            } catch (IOException | RuntimeException e) {
                out.println("That did not work: " + e);
            }
        }
    }

    private void act(String[] words) throws IOException {
        if (words.length < 2) {
            return;
        }
        var person = people.computeIfAbsent(words[0], name -> new FakePerson(discord, name));
        var inServer = words[1].equals("server");
        var rest = words.length > 2 ? words[2] : "";
        if (inServer) {
            var inner = rest.split(" ", 2);
            does(person.inServer(), inner[0], inner.length > 1 ? inner[1] : "");
        } else {
            does(person, words[1], rest);
        }
    }

    private void does(FakePerson person, String act, String what) throws IOException {
        switch (act) {
            case "says" -> person.says(what);
            case "runs" -> {
                var command = what.split(" ", 2);
                var _ = person.runs(command[0], command.length > 1 ? command[1] : "");
            }
            case "sends" -> {
                var _ = person.writes("", List.of(kept(Path.of(what))));
            }
            case "backsup" -> {
                var _ = person.backsUp(List.of(parcel(Path.of(what))));
            }
            case "presses" -> person.presses(withChoice(person, what), what);
            case "fills" -> person.fillsIn(what);
            case "sees" -> show(person.sees());
            default -> out.println("Nobody knows how to do that: " + act);
        }
    }

    /// However large it is.
    private DataObject kept(Path file) throws IOException {
        return discord.keep(
                file.getFileName().toString(),
                "application/octet-stream",
                Files.size(file),
                _ -> {
                    try {
                        return Files.newInputStream(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Parcel parcel(Path file) throws IOException {
        return new Parcel(
                file.getFileName().toString(),
                "application/octet-stream",
                Files.readAllBytes(file));
    }

    private static Seen withChoice(FakePerson person, String value) {
        return person.sees().reversed().stream()
                .filter(message -> message.choices().contains(value))
                .findFirst()
                .orElseThrow();
    }

    private void show(List<Seen> messages) {
        for (var message : messages) {
            out.println((message.fromPorter() ? "Porter: " : "You: ") + message.text());
            message.buttons()
                    .forEach(button ->
                            out.println(
                                    "  ["
                                            + button.label()
                                            + "] "
                                            + button.value().or(button::carries).orElse("")));
            if (message.form()) {
                out.println("  [Fill in]");
            }
            message.file().ifPresent(file -> out.println("  file " + file.name()));
        }
    }
}
