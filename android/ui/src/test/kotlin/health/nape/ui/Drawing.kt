package health.nape.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import org.jetbrains.skia.EncodedImageFormat
import java.io.File

private val folder = File("target/pictures").apply { mkdirs() }

/** Draws [content] as a picture of so many pixels, keeps it in target/pictures, and gives back its bytes. */
@OptIn(ExperimentalComposeUiApi::class)
internal fun drawn(
    name: String,
    width: Int,
    height: Int,
    density: Float = 1f,
    fontScale: Float = 1f,
    content: @Composable () -> Unit,
): ByteArray {
    val scene = ImageComposeScene(width, height, Density(density, fontScale), content = content)
    try {
        val picture = checkNotNull(scene.render().encodeToData(EncodedImageFormat.PNG)).bytes
        File(folder, "$name.png").writeBytes(picture)
        return picture
    } finally {
        scene.close()
    }
}
