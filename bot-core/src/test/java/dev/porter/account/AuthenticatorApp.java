package dev.porter.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import org.apache.commons.codec.binary.Base32;

/// An authenticator app on somebody's phone: scans the picture and shows codes.
public final class AuthenticatorApp {
    private final Dialogue dialogue;
    private final URI scanned;

    private AuthenticatorApp(Dialogue dialogue, URI scanned) {
        this.dialogue = dialogue;
        this.scanned = scanned;
    }

    /// Turns two-step verification on for somebody and returns their app.
    public static AuthenticatorApp enrolled(Dialogue dialogue, Guest guest) {
        guest.says("/security").presses("Turn two-step on").sees("current password");
        guest.types(Dialogue.PASSWORD).sees("Which six digits");
        var app = scanned(dialogue, guest.receives("two-step.png"));
        guest.types(app.code()).sees("Two-step verification is on");
        return app;
    }

    /// Scans a picture.
    public static AuthenticatorApp scanned(Dialogue dialogue, byte[] picture) {
        return new AuthenticatorApp(dialogue, URI.create(text(picture)));
    }

    /// What a camera reads in a picture.
    public static String text(byte[] png) {
        try {
            var picture = ImageIO.read(new ByteArrayInputStream(png));
            var width = picture.getWidth();
            var height = picture.getHeight();
            var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
            var source = new RGBLuminanceSource(width, height, pixels);
            // The picture is straight; finding it in a room is not what is tried here.
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(source)),
                            Map.of(DecodeHintType.PURE_BARCODE, true))
                    .getText();
        } catch (IOException | ReaderException e) {
            throw new AssertionError(e);
        }
    }

    URI uri() {
        return scanned;
    }

    /// What it was told to compute codes from.
    public String seed() {
        return Arrays.stream(scanned.getQuery().split("&"))
                .filter(part -> part.startsWith("secret="))
                .map(part -> part.substring("secret=".length()))
                .findFirst()
                .orElseThrow();
    }

    /// The code it shows now.
    public String code() {
        try {
            var generator = new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30));
            var key = new SecretKeySpec(new Base32().decode(seed()), generator.getAlgorithm());
            return generator.generateOneTimePasswordString(key, dialogue.clock().instant());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The code it shows next.
    public String nextCode() {
        dialogue.clock().advance(Duration.ofSeconds(31));
        return code();
    }
}
