package dev.porter.app;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;

/// Real files, made for the tests.
public final class Samples {
    /// Large enough that a copy in memory would be noticed.
    static final long LARGE = 200L * 1024 * 1024;

    private static final int PIECE = 1 << 16;

    private Samples() {}

    /// A PDF document of one page that says what it is told.
    static byte[] pdf(String text) {
        var content = "BT /F1 24 Tf 72 720 Td (%s) Tj ET".formatted(text);
        var objects =
                new String[] {
                    "<< /Type /Catalog /Pages 2 0 R >>",
                    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                            + " /Resources << /Font << /F1 5 0 R >> >> >>",
                    "<< /Length %d >>\nstream\n%s\nendstream".formatted(content.length(), content),
                    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                };
        var pdf = new StringBuilder("%PDF-1.4\n%âãÏÓ\n");
        var references = new StringBuilder("0000000000 65535 f \n");
        for (var i = 0; i < objects.length; i++) {
            references.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects[i]));
        }
        var start = pdf.length();
        pdf.append("xref\n0 %d\n%s".formatted(objects.length + 1, references));
        pdf.append("trailer\n<< /Size %d /Root 1 0 R >>\n".formatted(objects.length + 1));
        pdf.append("startxref\n%d\n%%%%EOF\n".formatted(start));
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A JPEG picture with an EXIF part that names its camera.
    static byte[] jpeg(String camera) throws IOException {
        var picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var brush = picture.createGraphics();
        brush.setColor(Color.ORANGE);
        brush.fillOval(40, 40, 160, 160);
        brush.dispose();
        var plain = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", plain);
        var jpeg = plain.toByteArray();
        var exif = exif(camera.getBytes(StandardCharsets.US_ASCII));
        var whole = ByteBuffer.allocate(jpeg.length + 4 + exif.length);
        whole.put(jpeg, 0, 2); // the start of the picture
        whole.putShort((short) 0xFFE1).putShort((short) (exif.length + 2)).put(exif);
        whole.put(jpeg, 2, jpeg.length - 2);
        return whole.array();
    }

    /// One directory with one entry, the maker, as TIFF in big-endian order.
    private static byte[] exif(byte[] camera) {
        var exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + camera.length + 1);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x010F).putShort((short) 2).putInt(camera.length + 1).putInt(26);
        exif.putInt(0);
        exif.put(camera).put((byte) 0);
        return exif.array();
    }

    /// Random bytes that are never in memory together; the same for the same seed.
    public static InputStream random(long seed, long size) {
        return new InputStream() {
            private final Random random = new Random(seed);
            private final byte[] piece = new byte[PIECE];
            private int used = PIECE;
            private long left = size;

            @Override
            public int read() {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left == 0) {
                    return -1;
                }
                if (used == PIECE) {
                    random.nextBytes(piece);
                    used = 0;
                }
                var count = (int) Math.min(Math.min(length, PIECE - used), left);
                System.arraycopy(piece, used, into, offset, count);
                used += count;
                left -= count;
                return count;
            }
        };
    }

    static String sha256(byte[] content) {
        return sha256(new ByteArrayInputStream(content));
    }

    /// Reads and closes it.
    public static String sha256(InputStream content) {
        try (var digest = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
