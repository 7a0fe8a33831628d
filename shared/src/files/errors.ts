/** What files says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const filesErrors = errors({
  'file-differs': {
    status: 409,
    zh: '同样的内容已按 {type}、{bytes} 字节登记，与这次不符。请重新选择文件再上传。',
    en: 'The same contents are recorded as {type} of {bytes} bytes, which does not agree. Choose the file again and upload it.',
  },
  'file-unknown': {
    status: 409,
    zh: '有文件不是您上传的，或尚未上传完：{files}。请先上传，再提交。',
    en: 'These files were not uploaded by you, or not yet: {files}. Upload them first, then submit.',
  },
  'file-missing': {
    status: 400,
    zh: '没有收到文件。请选择一个文件再上传。',
    en: 'No file arrived. Choose a file and upload it.',
  },
  'file-limit-of-link': {
    status: 409,
    zh: '通过这个链接能上传的文件已经用完。请把其余的直接发给派单的物业。',
    en: 'No more files can be uploaded by this link. Send the rest to whoever gave it to you.',
  },
  'file-too-large': {
    status: 413,
    zh: '文件超过 {limitMb} MB，没有接收。请压缩后再传，或拍小一点的照片、录短一点的视频。',
    en: 'The file is larger than {limitMb} MB and was not taken. Make it smaller, or take a smaller photo or a shorter video.',
  },
  'file-too-many-pixels': {
    status: 413,
    zh: '图片有 {megapixels} 百万像素，最多 {limit} 百万。请缩小尺寸后再传。',
    en: 'The picture has {megapixels} megapixels; at most {limit} are taken. Make it smaller and upload it again.',
  },
  'file-type-heic': {
    status: 415,
    zh: '这是苹果手机的 HEIC 照片，暂不支持。请在手机“设置 › 相机 › 格式”里选“兼容性最佳”后重拍，或另存为 JPEG 再传。',
    en: 'This is a HEIC photo, which is not supported. On the phone choose Settings › Camera › Formats › Most Compatible and take it again, or save it as JPEG.',
  },
  'file-type-unknown': {
    status: 415,
    zh: '不支持这种文件。可以上传 JPEG、PNG、WebP 图片，PDF，MP3、M4A、OGG、WebM、WAV 录音，MP4、WebM 视频。',
    en: 'Files of this kind are not supported. Upload a JPEG, PNG or WebP picture, a PDF, an MP3, M4A, OGG, WebM or WAV recording, or an MP4 or WebM video.',
  },
  'files-unavailable': {
    status: 503,
    zh: '存放文件的地方暂时连不上，文件没有存下也没有打开，其他内容不受影响。请稍后再试。',
    en: 'The place where files are kept cannot be reached, so this file was neither kept nor opened; nothing else is lost. Try again in a moment.',
  },
  'file-broken': {
    status: 415,
    zh: '文件已损坏，打不开。请重新拍摄或重新导出后再传。',
    en: 'The file is damaged and cannot be opened. Take the photo or export the file again and upload it.',
  },
})
export const reject = filesErrors.reject
