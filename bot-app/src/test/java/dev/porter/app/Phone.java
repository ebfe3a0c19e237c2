package dev.porter.app;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;

/// What a person's phone does: its camera reads QR pictures, and its authenticator app makes codes
/// (written from RFC 6238 alone, so that it is another program than Porter's).
final class Phone {
    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Z2-7]+)");
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    private final byte[] seed;

    private Phone(byte[] seed) {
        this.seed = seed;
    }

    /// Points the camera at a picture; closes it.
    static String reads(InputStream picture) {
        try (picture) {
            var image = ImageIO.read(picture);
            var width = image.getWidth();
            var height = image.getHeight();
            var pixels = image.getRGB(0, 0, width, height, null, 0, width);
            var source = new RGBLuminanceSource(width, height, pixels);
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)))
                    .getText();
        } catch (IOException | ReaderException e) {
            throw new AssertionError(e);
        }
    }

    /// Adds what a QR picture says to the authenticator app.
    static Phone scans(String address) {
        var secret = SECRET.matcher(address);
        if (!address.startsWith("otpauth://totp/") || !secret.find()) {
            throw new AssertionError("An authenticator app cannot read " + address);
        }
        return new Phone(decoded(secret.group(1)));
    }

    private static byte[] decoded(String base32) {
        var bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        var bits = 0L;
        var count = 0;
        for (var i = 0; i < base32.length(); i++) {
            bits = (bits << 5) | BASE32.indexOf(base32.charAt(i));
            count += 5;
            if (count >= 8) {
                count -= 8;
                bytes.put((byte) (bits >> count));
            }
        }
        return bytes.array();
    }

    /// A code that is good now and is another one than that of a moment ago.
    String codeAfter(Instant used) {
        var next = used.plusSeconds(STEP_SECONDS);
        var now = Instant.now();
        return code(now.isAfter(next) ? now : next);
    }

    /// The code that the app shows then.
    String code(Instant then) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "RAW"));
            var step = then.getEpochSecond() / STEP_SECONDS;
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & 0x7FFF_FFFF;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
