package dev.porter.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import dev.porter.chat.Button;
import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Form;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;

/// The chat page with a small make-believe Porter behind it, to look at and to develop it:
/// `DemoMain DATA-FOLDER PORT`.
public final class DemoMain {
    private DemoMain() {}

    /// Runs until it is stopped.
    public static void main(String[] arguments) {
        var demo = new Demo();
        var house = WebChatHouse.open(Path.of(arguments[0]), demo, "server.port=" + arguments[1]);
        demo.speaksThrough(house.chat());
    }

    /// A porter that knows a few lines.
    static final class Demo implements Inbox {
        private final AtomicReference<ChatPlatform> platform = new AtomicReference<>();

        void speaksThrough(ChatPlatform chat) {
            platform.set(chat);
        }

        @Override
        public void receive(Incoming incoming) {
            try {
                answer(platform.get(), incoming.origin().chat(), incoming);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static void answer(ChatPlatform chat, ChatId to, Incoming incoming)
                throws Exception {
            switch (incoming) {
                case Incoming.Command(_, var name, _, _) when name.equals("start") ->
                        chat.send(
                                to,
                                Message.titled(
                                                "Welcome at the door",
                                                "I am Porter. I let the family in and carry what"
                                                        + " they hand me to the NAS at home.\n\nWhat"
                                                        + " brings you here?",
                                                Button.of("new", "Create my private account"))
                                        .row(
                                                Button.of("invited", "I have an invite"),
                                                Button.of("login", "Log in")));
                case Incoming.Command(_, var name, _, _) when name.equals("menu") ->
                        chat.send(
                                to,
                                Message.titled(
                                                "Your things",
                                                "Last backup: today, 14:02\n1,284 files, 18.4 GB of"
                                                        + " 100 GB",
                                                Button.of("photos", "Photos"),
                                                Button.of("drive", "Drive"),
                                                Button.of("backup", "Documents"))
                                        .row(
                                                new Button.Link(
                                                        "Synology Photos",
                                                        "https://www.synology.com/"),
                                                new Button.Copy(
                                                        "Copy the address", "nas.example.org")));
                case Incoming.Command(_, var name, _, _) when name.equals("password") ->
                        chat.send(to, askedForAPassword());
                case Incoming.Command(_, var name, _, _) when name.equals("secret") ->
                        chat.send(
                                to, Message.of("This is for your eyes only.").with(Care.FLEETING));
                case Incoming.Command(_, var name, _, _) when name.equals("qr") -> qr(chat, to);
                case Incoming.Command(_, var name, _, _) when name.equals("file") -> file(chat, to);
                case Incoming.Command(_, var name, _, _) when name.equals("fail") ->
                        throw new IllegalStateException("asked to");
                case Incoming.Command _ ->
                        chat.send(to, Message.of("I do not know this one. Try /menu."));
                case Incoming.Press(var origin, var value) -> {
                    chat.edit(
                            Objects.requireNonNull(origin.message()),
                            Message.titled("Welcome at the door", "You chose: " + value));
                    chat.send(to, askedForAPassword());
                }
                case Incoming.Submission _ ->
                        chat.send(to, Message.of("Thank you. Your account is ready."));
                case Incoming.Attachments(_, var all) -> {
                    var line = chat.send(to, Message.of("Taking in " + all.size() + " …"));
                    chat.edit(
                            line,
                            Message.titled(
                                    "Stored and verified",
                                    String.join(
                                            "\n",
                                            all.stream()
                                                    .map(a ->
                                                            a.name() + " – " + a.size() + " bytes")
                                                    .toList()),
                                    Button.of("open", "Open"),
                                    Button.of("undo", "Undo")));
                }
                case Incoming.Text(_, var text) -> chat.send(to, Message.of("You said:\n" + text));
            }
        }

        private static Message askedForAPassword() {
            return Message.titled(
                            "Choose a password",
                            "At least 8 characters, with upper case, lower case and a digit.",
                            Button.of("cancel", "Cancel"))
                    .with(new Form("Password", true));
        }

        private static void qr(ChatPlatform chat, ChatId to) throws Exception {
            var matrix =
                    new QRCodeWriter()
                            .encode(
                                    "https://example.org/app",
                                    BarcodeFormat.QR_CODE,
                                    360,
                                    360,
                                    Map.of());
            var image = new BufferedImage(360, 360, BufferedImage.TYPE_BYTE_BINARY);
            for (var x = 0; x < 360; x++) {
                for (var y = 0; y < 360; y++) {
                    image.setRGB(x, y, matrix.get(x, y) ? 0 : 0xFFFFFF);
                }
            }
            var png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            send(
                    chat,
                    to,
                    "photos-app.png",
                    "image/png",
                    true,
                    "Point your phone's camera at this.",
                    png.toByteArray());
        }

        private static void file(ChatPlatform chat, ChatId to) {
            send(
                    chat,
                    to,
                    "Rechnung März 2026.pdf",
                    "application/pdf",
                    false,
                    "Here it is again, bit for bit as you sent it.",
                    "no real PDF".getBytes(StandardCharsets.UTF_8));
        }

        private static void send(
                ChatPlatform chat,
                ChatId to,
                String name,
                String type,
                boolean picture,
                String caption,
                byte[] bytes) {
            chat.send(
                    to,
                    new OutgoingFile(
                            name,
                            type,
                            bytes.length,
                            picture,
                            caption,
                            Care.ORDINARY,
                            () -> new ByteArrayInputStream(bytes)));
        }
    }
}
