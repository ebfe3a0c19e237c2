package dev.porter.chat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/// Texts as pictures that a phone's camera reads.
public final class QrPicture {
    private static final int PIXELS = 360;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;

    private QrPicture() {}

    /// Makes a PNG picture, a few kilobytes in memory.
    ///
    /// @param text at most 500 characters
    public static OutgoingFile of(String text, String name, String caption, Message.Care care) {
        var png = png(text);
        return new OutgoingFile(
                name,
                "image/png",
                png.length,
                true,
                caption,
                care,
                () -> new ByteArrayInputStream(png));
    }

    private static byte[] png(String text) {
        try {
            var hints =
                    Map.of(
                            EncodeHintType.ERROR_CORRECTION,
                            ErrorCorrectionLevel.M,
                            EncodeHintType.CHARACTER_SET,
                            "UTF-8");
            var code =
                    new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, PIXELS, PIXELS, hints);
            var picture = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_BYTE_BINARY);
            for (var x = 0; x < PIXELS; x++) {
                for (var y = 0; y < PIXELS; y++) {
                    picture.setRGB(x, y, code.get(x, y) ? BLACK : WHITE);
                }
            }
            var png = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", png);
            return png.toByteArray();
        } catch (WriterException e) {
            throw new IllegalArgumentException("The text is too long for a QR picture.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
