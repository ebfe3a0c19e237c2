package dev.porter.telegram;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Telegram on this machine, to try Porter by hand: type what a person would write. `:as 12 Ben`
/// changes who you are, `:file PATH` and `:photo PATH` send a file, `:press LABEL` presses the
/// newest button with that in its name, `:block` and `:unblock` do so, `:quit` ends it. With
/// `local` as second argument it behaves like a Bot API server with `--local`.
final class TelegramToTry {
    private final BotApiEmulator server;
    private final Map<Integer, String> shown = new HashMap<>();
    private EmulatedPerson person;

    private TelegramToTry(BotApiEmulator server) {
        this.server = server;
        person = server.person(11, "Ada");
    }

    /// Starts it.
    ///
    /// @param arguments the port, 8081 unless given, and maybe `local`
    public static void main(String[] arguments) throws IOException {
        var port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8081;
        var local = arguments.length > 1 && arguments[1].equals("local");
        try (var server = new BotApiEmulator(port, local)) {
            System.out.println("Start Porter with:");
            System.out.printf(
                    "java -jar bot-app/target/porter.jar --porter.telegram.api-url=%s"
                            + " --porter.telegram.token=%s%s%n",
                    server.address(),
                    server.token(),
                    local ? " --porter.telegram.local-files=true" : "");
            new TelegramToTry(server).run();
        }
    }

    private void run() throws IOException {
        var printer = Thread.ofVirtual().start(this::print);
        try (var lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(":quit")) {
                    break;
                }
                tryOut(line);
            }
        }
        printer.interrupt();
    }

    private void tryOut(String line) throws IOException {
        try {
            act(line);
        } catch (AssertionError | IllegalArgumentException e) {
            System.out.println("? " + e.getMessage());
        }
    }

    private void act(String line) throws IOException {
        var rest = line.substring(line.indexOf(' ') + 1);
        switch (line.split(" ", 2)[0]) {
            case ":as" -> {
                var words = rest.split(" ", 2);
                person = server.person(Long.parseLong(words[0]), words[words.length - 1]);
            }
            case ":file" -> send("document", Path.of(rest));
            case ":photo" -> send("photo", Path.of(rest));
            case ":press" -> press(rest);
            case ":block" -> person.blocks();
            case ":unblock" -> person.unblocks();
            default -> person.says(line);
        }
    }

    private void send(String kind, Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("There is no file " + path);
        }
        var name = kind.equals("photo") ? null : path.getFileName().toString();
        person.sends(
                kind,
                name,
                "application/octet-stream",
                Files.size(path),
                () -> Files.newInputStream(path),
                null,
                path.toAbsolutePath());
    }

    private void press(String part) {
        for (var message : person.reads().reversed()) {
            var label = message.labels().stream().filter(each -> each.contains(part)).findFirst();
            if (label.isPresent()) {
                person.presses(message, label.get());
                return;
            }
        }
        throw new IllegalArgumentException("There is no button " + part);
    }

    private void print() {
        try {
            while (true) {
                for (var message : server.messages()) {
                    var now = describe(message);
                    if (message.byBot() && !now.equals(shown.put(message.number(), now))) {
                        System.out.println(now);
                    }
                }
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String describe(EmulatedMessage message) {
        var text = new StringBuilder("[to " + message.chat() + ", " + message.number() + "] ");
        if (message.deleted()) {
            return text.append("(deleted)").toString();
        }
        var file = message.file();
        if (file != null) {
            text.append("<" + file.kind() + " " + file.name() + ", " + file.size() + " bytes, ")
                    .append("sha256 " + file.sha256() + "> ");
        }
        text.append(message.text());
        message.labels().forEach(label -> text.append(" [" + label + "]"));
        return text.toString();
    }
}
