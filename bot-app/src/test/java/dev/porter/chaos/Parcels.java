package dev.porter.chaos;

import dev.porter.nas.HostileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Everything that is sent in a run: many small files and some large ones, the same content under
/// other names, other content under the same names, names that hurt, pictures, and albums.
final class Parcels {
    private static final int SMALL = 50_000;
    private static final int MEDIUM = 1_000_000;
    private static final int LARGE = 4_000_000;
    private static final int LARGEST = 20_000_000;
    private static final int MOST_IN_AN_ALBUM = 10;
    private static final List<String> USUAL_NAMES =
            List.of("scan.pdf", "IMG_0001.jpg", "SCAN.PDF", "invoice.pdf", "notes", "e\u0301.txt");
    private static final List<String> UNUSABLE_NAMES =
            List.of(
                    "../../etc/passwd",
                    "C:\\con.txt",
                    "",
                    "\u0000",
                    "a/b/c.txt",
                    "/",
                    "\\\\nas\\x");

    private final Random random;
    private final int owners;
    private final List<Parcel> made = new ArrayList<>();

    private Parcels(long seed, int owners) {
        this.random = new Random(seed);
        this.owners = owners;
    }

    static List<Parcel> make(long seed, int files, int owners) {
        var parcels = new Parcels(seed, owners);
        while (parcels.made.size() < files) {
            parcels.makeNext(files - parcels.made.size());
        }
        return List.copyOf(parcels.made);
    }

    private void makeNext(int most) {
        var owner = random.nextInt(owners);
        if (random.nextInt(100) < 4) {
            var album = "album" + made.size();
            var count = Math.min(most, 2 + random.nextInt(MOST_IN_AN_ALBUM - 1));
            for (var i = 0; i < count; i++) {
                add(owner, album);
            }
        } else {
            add(owner, null);
        }
    }

    private void add(int owner, @Nullable String album) {
        var number = made.size();
        var photo = random.nextInt(100) < 5;
        var kind = photo ? "photo" : "document";
        var name = photo ? "" : name(number);
        if (number > 0 && random.nextInt(100) < 8) {
            var other = made.get(random.nextInt(number));
            made.add(
                    new Parcel(
                            number,
                            random.nextBoolean() ? other.owner() : owner,
                            kind,
                            random.nextBoolean() ? other.name() : name,
                            album,
                            other.content(),
                            other.size(),
                            other.sha256()));
        } else {
            made.add(Parcel.of(number, owner, kind, name, album, random.nextLong(), size()));
        }
    }

    private int size() {
        var lot = random.nextInt(1_000);
        if (lot < 5) {
            return random.nextInt(LARGE, LARGEST);
        }
        if (lot < 25) {
            return random.nextInt(MEDIUM, LARGE);
        }
        return random.nextInt(1, lot < 150 ? MEDIUM : SMALL);
    }

    private String name(int number) {
        var lot = random.nextInt(100);
        if (lot < 20) {
            return USUAL_NAMES.get(random.nextInt(USUAL_NAMES.size()));
        }
        if (lot < 35) {
            return HostileNames.all().get(random.nextInt(HostileNames.all().size()));
        }
        if (lot < 40) {
            return UNUSABLE_NAMES.get(random.nextInt(UNUSABLE_NAMES.size()));
        }
        return "document %05d.pdf".formatted(number);
    }
}
