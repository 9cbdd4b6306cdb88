// Says in Vietnamese what Streamlit itself says in English; Streamlit has no setting for it.
//
// Only Streamlit's own pieces are touched: never what people typed, figures, names or the
// program's own text. A sentence that is not listed here simply stays English.
(function () {
  "use strict";
  document.documentElement.lang = "vi";

  // Calendars and numbers follow the browser's language; here it is Vietnamese for everybody.
  Object.defineProperty(navigator, "language", { configurable: true, get: () => "vi-VN" });
  Object.defineProperty(navigator, "languages", { configurable: true, get: () => ["vi-VN"] });

  const WORDS = new Map(Object.entries({
    // file uploader
    "Upload": "Chọn tệp",
    "Browse files": "Chọn tệp",
    "Add files": "Thêm tệp",
    "Drag and drop file here": "Kéo thả tệp vào đây",
    "Drag and drop files here": "Kéo thả các tệp vào đây",
    "Drag and drop directories here": "Kéo thả thư mục vào đây",
    "file upload": "chọn tệp",
    "add icon": "thêm",
    "File type not allowed.": "Không nhận loại tệp này.",
    "Error:": "Lỗi:",
    "Upload failed": "Không tải lên được.",
    "Too many files": "Quá nhiều tệp",
    "Unknown Error": "Không rõ nguyên nhân. Bỏ tệp này rồi tải lại.",
    "Download failed": "Không tải về được",
    "Try again": "Thử lại",
    "Unknown error": "Không rõ nguyên nhân. Bỏ tệp này rồi tải lại.",
    // choosing
    "Choose an option": "Chọn một mục",
    "Choose options": "Chọn các mục",
    "No results": "Không tìm thấy",
    "No options to select": "Không có mục nào",
    "Select all": "Chọn tất cả",
    "Clear all": "Bỏ chọn tất cả",
    "Clear value": "Xóa",
    "Select...": "Chọn…",
    "Selected values": "Các mục đã chọn",
    "Clear entry": "Xóa",
    "This field is required.": "Ô này bắt buộc.",
    "Dismiss": "Đóng",
    "Open": "Mở",
    "Close": "Đóng",
    // typing
    "Press Enter to apply": "Nhấn Enter để áp dụng",
    "Press Ctrl+Enter to apply": "Nhấn Ctrl+Enter để áp dụng",
    "Press Enter to submit form": "Nhấn Enter để gửi",
    "Press Ctrl+Enter to submit form": "Nhấn Ctrl+Enter để gửi",
    "Show password text": "Hiện mật khẩu",
    "Hide password text": "Ẩn mật khẩu",
    "Increment": "Tăng",
    "Decrement": "Giảm",
    // days
    "Choose date": "Chọn ngày",
    "Choose date range": "Chọn khoảng ngày",
    "Choose date and time": "Chọn ngày giờ",
    "Calendar": "Lịch",
    "Date range": "Khoảng ngày",
    "Time": "Giờ",
    "Clear date": "Xóa ngày",
    "Clear dates": "Xóa các ngày",
    "Clear date and time": "Xóa ngày giờ",
    "Quick select a date range": "Chọn nhanh khoảng ngày",
    "Start date must be before end date.": "Ngày đầu phải trước ngày cuối.",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Dùng phím mũi tên để chuyển ngày, Enter để chọn, Esc để đóng.",
    "Use arrow keys to navigate. Enter to select. Tab to switch between calendar and time. Escape to close.":
      "Dùng phím mũi tên để chuyển, Enter để chọn, Tab để qua lại giữa lịch và giờ, Esc để đóng.",
    "dd": "ngày",
    "mm": "tháng",
    "yyyy": "năm",
    "day": "ngày",
    "month": "tháng",
    "year": "năm",
    "Empty": "trống",
    "Previous month": "Tháng trước",
    "Next month": "Tháng sau",
    "Previous": "Trước",
    "Next": "Sau",
    // pages of a long table
    "Pagination": "Các trang",
    "Previous page": "Trang trước",
    "Next page": "Trang sau",
    // tables
    "Show/hide columns": "Hiện/ẩn cột",
    "Download as CSV": "Tải về dạng CSV",
    "Search": "Tìm kiếm",
    "Type to search": "Gõ để tìm",
    "Previous Result": "Kết quả trước",
    "Next Result": "Kết quả sau",
    "Close Search": "Đóng tìm kiếm",
    "Fullscreen": "Toàn màn hình",
    "Close fullscreen": "Thoát toàn màn hình",
    "Exit fullscreen": "Thoát toàn màn hình",
    "Add row": "Thêm dòng",
    "Delete row(s)": "Xóa dòng",
    "Clear selection": "Bỏ chọn",
    "Sort ascending": "Sắp xếp tăng dần",
    "Sort descending": "Sắp xếp giảm dần",
    "Format": "Định dạng",
    "Autosize": "Tự chỉnh độ rộng",
    "Pin column": "Ghim cột",
    "Unpin column": "Bỏ ghim cột",
    "Hide column": "Ẩn cột",
    "Statistics": "Thống kê",
    "Select all rows": "Chọn tất cả các dòng",
    "Dataframe column menu": "Trình đơn của cột",
    "Copy column name": "Sao chép tên cột",
    "Based on sample": "Tính trên một phần số liệu",
    "Values": "Giá trị",
    "Count": "Số dòng",
    "Distinct": "Số giá trị khác nhau",
    "Minimum": "Nhỏ nhất",
    "Maximum": "Lớn nhất",
    "Average": "Trung bình",
    "Median": "Trung vị",
    "Sum": "Tổng",
    "Standard deviation": "Độ lệch chuẩn",
    "No data": "Chưa có số liệu",
    "No content": "Không có nội dung",
    "Automatic": "Tự động",
    "Localized": "Theo ngôn ngữ",
    "Plain": "Số thường",
    "Compact": "Rút gọn",
    "Percent": "Phần trăm",
    "Scientific": "Dạng khoa học",
    "Accounting": "Kế toán",
    "Duration": "Thời lượng",
    "Distance": "Khoảng cách",
    "Dollar": "Đô la",
    "Yen": "Yên",
    "Toolbar action": "Thao tác",
    // frame of the page
    "Skip to main content": "Đến nội dung chính",
    "Sidebar": "Thanh bên",
    "App pages": "Các trang",
    "Collapse sidebar": "Thu gọn thanh bên",
    "Expand sidebar": "Mở thanh bên",
    "Link to heading": "Liên kết đến đề mục",
    "Copy to clipboard": "Sao chép",
    "Copied to clipboard": "Đã sao chép",
    "Copied": "Đã sao chép",
    "Copy": "Sao chép",
    "View less": "Thu gọn",
    "Show more": "Xem thêm",
    "Show less": "Thu gọn",
    "Running...": "Đang xử lý…",
    "Stop": "Dừng",
    "Stop execution": "Dừng xử lý",
    "Loading...": "Đang tải…",
    "Please wait...": "Xin chờ…",
    "Connecting": "Đang kết nối",
    "Connecting to Streamlit server": "Đang kết nối máy chủ",
    "Scroll tabs left": "Cuộn các thẻ sang trái",
    "Scroll tabs right": "Cuộn các thẻ sang phải",
    "Notifications": "Thông báo",
    "Navigate to home page": "Về trang chính",
    "Settings": "Cài đặt",
    "Theme": "Giao diện",
    "Use system setting": "Theo máy",
    "Clear cache": "Xóa bộ nhớ đệm",
    "Get help": "Trợ giúp",
    "Report a bug": "Báo lỗi",
    "About": "Giới thiệu",
    "Learn more": "Xem thêm",
    "Cancel (Escape)": "Hủy (Esc)",
    "Print": "In",
    "Rerun": "Chạy lại",
    "Main menu": "Trình đơn",
    "Light": "Nền sáng",
    "Dark": "Nền tối",
    "System": "Theo máy",
    "Cancel": "Hủy",
    // trouble
    "Page not found": "Không có trang này",
    "Connection timed out.": "Quá thời gian chờ kết nối.",
    "Script execution error": "Chương trình gặp lỗi",
    "Connection error": "Mất kết nối",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Máy chủ không trả lời. Kiểm tra kết nối mạng rồi thử lại.",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "Mất kết nối. Chờ kết nối lại rồi thử lại.",
    "Ask Google": "Hỏi Google",
    "Ask ChatGPT": "Hỏi ChatGPT",
  }));

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];
  const withComma = (number) => number.replace(".", ",");
  const bytes = (size) => withComma(size.replace(/([\d.]+)\s*([KMG]?B)/, "$1 $2"));
  // How the gate and the server answer an upload that they do not take.
  const NOT_UPLOADED = {
    401: "Phiên đăng nhập đã kết thúc. Đăng nhập lại rồi tải lại tệp.",
    403: "Tài khoản không được tải tệp lên, hoặc trang đã cũ. Tải lại trang rồi thử lại.",
    413: "Tệp quá lớn, hoặc vừa tải lên quá nhiều. Bỏ tệp này, chờ 10 phút rồi tải lại.",
    429: "Vừa tải lên quá nhiều tệp. Bỏ tệp này, chờ 10 phút rồi tải lại.",
  };
  const notUploaded = (status) => NOT_UPLOADED[status] ||
    `Máy chủ chưa nhận được tệp (mã ${status}). Bỏ tệp này rồi tải lại.`;
  const PATTERNS = [
    [/^AxiosError: Request failed with status code (\d+)$/, (m) => notUploaded(m[1])],
    [/^AxiosError: /, () => "Mất kết nối khi đang tải lên. Bỏ tệp này rồi tải lại."],
    [/^(?:Limit )?([\d.]+\s*[KMG]?B) per file$/, (m) => `Mỗi tệp không quá ${bytes(m[1])}`],
    [/^(?:Limit )?([\d.]+\s*[KMG]?B) per file • (.+)$/,
      (m) => `Mỗi tệp không quá ${bytes(m[1])} • ${m[2]}`],
    [/^File must be ([\d.]+\s*[KMG]?B) or smaller\.$/,
      (m) => `Tệp phải không quá ${bytes(m[1])}.`],
    [/^([\d.]+)([KMG]?B)$/, (m) => `${withComma(m[1])} ${m[2]}`],
    [/^(.+) files are not allowed\.$/, () => "Không nhận loại tệp này."],
    [/^Remove (.+)$/, (m) => `Bỏ ${m[1]}`],
    [/^(\d+) options? available\.$/, (m) => `Có ${m[1]} mục.`],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/,
      (m) => `Chỉ chọn được tối đa ${m[1]} mục. Bỏ bớt một mục trước.`],
    [/^View (\d+) more$/, (m) => `Xem thêm ${m[1]} trang`],
    [/^Page (\d+)$/, (m) => `Trang ${m[1]}`],
    [/^Showing page (\d+) of (\d+)$/, (m) => `Trang ${m[1]}/${m[2]}`],
    [/^(over )?(\d+) results?$/, (m) => `${m[1] ? "hơn " : ""}${m[2]} kết quả`],
    [/^Help for (.+)$/, (m) => `Giải thích về ${m[1]}`],
    [/^Choose date, (.+)$/, (m) => `Chọn ngày, ${m[1]}`],
    [/^Today, (.+?)( selected)?$/, (m) => `Hôm nay, ${m[1]}${m[2] ? ", đang chọn" : ""}`],
    [/^Selected Date: (\w+) (\d+), (\d+)$/, (m) => MONTHS.includes(m[1])
      ? `Ngày đã chọn: ${m[2]}/${MONTHS.indexOf(m[1]) + 1}/${m[3]}` : m[0]],
    [/^(day|month|year), (.+)$/,
      (m) => `${{ day: "ngày", month: "tháng", year: "năm" }[m[1]]}, ${m[2]}`],
    [/^The page that you have requested does not seem to exist\. Running the app's main page\.$/,
      () => "Trang yêu cầu không tồn tại. Đang mở trang chính."],
    [/^This app has encountered an error\. The original error message is redacted/,
      () => "Chương trình gặp lỗi. Chi tiết đã ghi trong nhật ký; hãy báo người quản trị."],
  ];
  const ATTRIBUTES = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder"];
  // What people typed and what the program itself says.
  const NOT_OURS = "input, textarea, [contenteditable=true], table, pre, code, script, style, " +
    ".js-plotly-plot, [data-testid=stMarkdownContainer], [data-testid=stSidebarNavLink], " +
    "[data-testid=stFileChipName]";
  // Streamlit's own messages, although they are drawn as text of the program.
  const OURS = "[data-testid=stException], [data-testid=stFileUploaderDropzone], " +
    "[data-testid=stTooltipErrorContent]";

  function vietnamese(text) {
    const said = text.trim();
    if (WORDS.has(said)) return text.replace(said, WORDS.get(said));
    for (const [pattern, say] of PATTERNS) {
      const match = pattern.exec(said);
      if (match) return say(match);
    }
    return text;
  }

  function isOurs(element) {
    if (!element.closest(NOT_OURS) || element.closest("[role=spinbutton]")) return true;
    return Boolean(element.closest(OURS)) && !element.closest("input, textarea, pre, code");
  }

  function translateText(node) {
    const parent = node.parentElement;
    if (!parent || !node.data.trim() || !isOurs(parent)) return;
    const option = parent.closest("[role=option]");
    if (option && node.data.trim() !== "Select all") return; // an option is a name from the record
    const said = vietnamese(node.data);
    if (said !== node.data) node.data = said;
  }

  function translateAttributes(element) {
    if (element.closest("canvas, [data-testid=stTable], .js-plotly-plot")) return;
    for (const name of ATTRIBUTES) {
      const text = element.getAttribute(name);
      if (!text) continue;
      const said = vietnamese(text);
      if (said !== text) element.setAttribute(name, said);
    }
  }

  function translateTree(root) {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    translateAttributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else translateAttributes(node);
    }
    return undefined;
  }

  // What is written here is not in the list, so that an answer to one's own change ends at once.
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") translateText(change.target);
      else if (change.type === "attributes") translateAttributes(change.target);
      else change.addedNodes.forEach(translateTree);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ATTRIBUTES,
  });
  translateTree(document.body);
})();
