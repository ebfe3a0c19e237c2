/// Pictures and videos: those sent to Porter, and where the NAS keeps a photo library, those too.
@NullMarked
package dev.porter.photos;

import org.jspecify.annotations.NullMarked;
